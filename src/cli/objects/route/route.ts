import type { Command } from '../../command.ts';

/** Routes, as `ip route` shows them. */
export const route: Command = {
  names: ['route'],
  summary: 'routes: where packets go',
  usage: `[show] [SELECTOR...]
       rtnl-dump [OPTIONS] route get ADDRESS [from ADDRESS] [iif DEV] [oif DEV] [mark N] [vrf NAME] [tos TOS]
                 [uid N] [ipproto PROTOCOL] [sport N] [dport N] [fibmatch]

SELECTOR: table ID|NAME|all|cache   the table; main if not said
          vrf NAME                  the table of that VRF
          [root|match|exact] PREFIX destinations inside the prefix, holding it, or it alone
          from [root|match|exact] PREFIX
          dev DEV, via [FAMILY] ADDRESS, src ADDRESS
          proto NAME, scope NAME, type NAME, tos TOS, metric N, realms [FROM/]TO, iif DEV, mark N

IPv4 is shown unless -6, -f mpls or an address says otherwise; "table all" shows every family.`,
  load: () => import('./run.ts'),
};
