import type { Command } from '../../command.ts';

/** Routing policy, as `ip rule` shows it. */
export const rule: Command = {
  names: ['rule'],
  summary: 'routing policy: which table is looked into',
  usage: `[show] [from PREFIX] [[to] PREFIX] [iif DEV] [oif DEV] [table ID|NAME] [pref N] [fwmark MARK[/MASK]]
                 [tos TOS] [ipproto PROTOCOL] [sport N[-N]] [dport N[-N]] [uidrange N-N] [tun_id N] [proto NAME]
                 [not] [l3mdev]

IPv4 is shown unless -6 or an address says otherwise.`,
  load: () => import('./run.ts'),
};
