import { a, type KindCase } from './case.ts';

const ends = { remote: '192.0.2.1', local: '192.0.2.2' } as const;
const ends6 = { remote: '2001:db8::1', local: '2001:db8::2' } as const;
const endWords = 'remote 192.0.2.1 local 192.0.2.2';
const endWords6 = 'remote 2001:db8::1 local 2001:db8::2';

const encapsulated = {
  encap: 'gue',
  encapSport: 'auto',
  encapDport: 5555,
  encapCsum: true,
  encapCsum6: false,
  encapRemcsum: true,
} as const;
// Its help says encap-csum6, which it does not know.
const encapWords = 'encap gue encap-sport auto encap-dport 5555 encap-csum noencap-udp6-csum encap-remcsum';

/** Tunnels over IP. */
export const tunnelCases: readonly KindCase[] = [
  ...(['gre', 'gretap'] as const).flatMap((kind) => [
    a(kind, {
      name: kind,
      needs: ['gre'],
      ...(kind === 'gre' && { mac: false }),
      options: { ...ends, dev: 'v0', ttl: 64, tos: 16, ikey: 7, okey: 8, icsum: true, oseq: true },
      words: `${endWords} dev v0 ttl 64 tos 0x10 ikey 7 okey 8 icsum oseq`,
      // All is said again in a change: what is not said stays.
      changes: { ttl: 'inherit', okey: 9, ocsum: true, fwmark: 5 },
      changeWords: 'ttl inherit okey 9 ocsum fwmark 5',
    }),
    a(kind, {
      name: `${kind} with fragments`,
      needs: ['gre'],
      ...(kind === 'gre' && { mac: false }),
      options: { ...ends, pmtudisc: false, ignoreDf: true, tos: 'inherit', iseq: true },
      words: `${endWords} nopmtudisc ignore-df tos inherit iseq`,
    }),
    a(kind, {
      name: `${kind} in UDP`,
      needs: ['gre', 'fou'],
      ...(kind === 'gre' && { mac: false }),
      options: { ...ends, ...encapsulated },
      words: `${endWords} ${encapWords}`,
    }),
    a(kind, {
      name: `${kind} whose ends come with the packets`,
      needs: ['gre'],
      ...(kind === 'gre' && { mac: false }),
      options: { external: true },
      words: 'external',
    }),
  ]),
  ...(['ip6gre', 'ip6gretap'] as const).flatMap((kind) => [
    a(kind, {
      name: kind,
      needs: ['ip6gre'],
      ...(kind === 'ip6gre' && { mac: false }),
      options: {
        ...ends6,
        dev: 'v0',
        hoplimit: 9,
        encaplimit: 'none',
        tclass: 0x10,
        flowlabel: 0xabcde,
        dscp: 'inherit',
        allowLocalremote: true,
        fwmark: 3,
        ikey: 7,
        okey: 7,
        iseq: true,
        ocsum: true,
      },
      words:
        `${endWords6} dev v0 hoplimit 9 encaplimit none tclass 0x10 flowlabel 0xabcde dscp inherit ` +
        'allow-localremote fwmark 3 key 7 iseq ocsum',
      changes: { tclass: 'inherit', encaplimit: 5, ikey: null },
      changeWords: 'tclass inherit encaplimit 5 noikey',
      reads: { ikey: undefined },
    }),
    a(kind, {
      name: `${kind} with what is inside`,
      needs: ['ip6gre', 'fou6'],
      ...(kind === 'ip6gre' && { mac: false }),
      options: {
        ...ends6,
        flowlabel: 'inherit',
        fwmark: 'inherit',
        icsum: true,
        oseq: true,
        ...encapsulated,
      },
      words: `${endWords6} flowlabel inherit fwmark inherit icsum oseq ${encapWords}`,
    }),
    a(kind, {
      name: `${kind} whose ends come with the packets`,
      needs: ['ip6gre'],
      ...(kind === 'ip6gre' && { mac: false }),
      options: { external: true },
      words: 'external',
    }),
  ]),
  a('ipip', {
    name: 'ipip',
    needs: ['ipip'],
    mac: false,
    options: { ...ends, dev: 'v0', ttl: 64, tos: 'inherit', mode: 'ipip', fwmark: 9 },
    words: `${endWords} dev v0 ttl 64 tos inherit mode ipip fwmark 9`,
    // The kernel does not change the mode.
    changes: { ttl: 5, tos: 3 },
    changeWords: 'ttl 5 tos 3',
  }),
  a('ipip', {
    name: 'ipip in UDP',
    needs: ['ipip', 'fou'],
    mac: false,
    options: { ...ends, pmtudisc: false, mode: 'mplsip', ...encapsulated },
    words: `${endWords} nopmtudisc mode mplsip ${encapWords}`,
  }),
  a('ipip', {
    name: 'ipip whose ends come with the packets',
    needs: ['ipip'],
    mac: false,
    options: { external: true },
    words: 'external',
  }),
  a('sit', {
    name: 'sit',
    needs: ['sit'],
    mac: false,
    options: { ...ends, dev: 'v0', ttl: 64, tos: 2, mode: 'ip6ip', fwmark: 9, isatap: true },
    words: `${endWords} dev v0 ttl 64 tos 2 mode ip6ip fwmark 9 isatap`,
    changes: { ttl: 5 },
    changeWords: 'ttl 5',
  }),
  a('sit', {
    name: 'sit for 6rd',
    needs: ['sit'],
    mac: false,
    options: { ...ends, '6rdPrefix': '2001:db8::/32', '6rdRelayPrefix': '192.0.0.0/8' },
    words: `${endWords} 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.0.0/8`,
  }),
  a('sit', {
    name: 'sit in UDP',
    needs: ['sit', 'fou'],
    mac: false,
    options: { ...ends, pmtudisc: false, mode: 'any', ...encapsulated },
    words: `${endWords} nopmtudisc mode any ${encapWords}`,
  }),
  a('ip6tnl', {
    name: 'ip6tnl',
    needs: ['ip6tnl'],
    mac: false,
    options: {
      ...ends6,
      dev: 'v0',
      mode: 'ip6ip6',
      hoplimit: 9,
      encaplimit: 'none',
      tclass: 0x10,
      flowlabel: 0xabcde,
      dscp: 'inherit',
      allowLocalremote: true,
      fwmark: 3,
    },
    words:
      `${endWords6} dev v0 mode ip6ip6 hoplimit 9 encaplimit none tclass 0x10 flowlabel 0xabcde dscp inherit ` +
      'allow-localremote fwmark 3',
    changes: { tclass: 'inherit', encaplimit: 5, mode: 'ipip6' },
    changeWords: 'tclass inherit encaplimit 5 mode ipip6',
  }),
  a('ip6tnl', {
    name: 'ip6tnl with what is inside',
    needs: ['ip6tnl', 'fou6'],
    mac: false,
    options: { ...ends6, flowlabel: 'inherit', fwmark: 'inherit', ...encapsulated },
    words: `${endWords6} flowlabel inherit fwmark inherit ${encapWords}`,
  }),
  a('ip6tnl', {
    name: 'ip6tnl whose ends come with the packets',
    needs: ['ip6tnl'],
    mac: false,
    options: { external: true },
    words: 'external',
  }),
  a('vti', {
    name: 'vti',
    needs: ['vti'],
    mac: false,
    options: { ...ends, dev: 'v0', ikey: 7, okey: 8, fwmark: 5 },
    words: `${endWords} dev v0 ikey 7 okey 8 fwmark 5`,
    changes: { okey: 9 },
    changeWords: 'okey 9',
  }),
  a('vti6', {
    name: 'vti6',
    needs: ['vti6'],
    mac: false,
    options: { ...ends6, dev: 'v0', ikey: 7, okey: 8, fwmark: 5 },
    words: `${endWords6} dev v0 ikey 7 okey 8 fwmark 5`,
    changes: { okey: 9 },
    changeWords: 'okey 9',
  }),
];
