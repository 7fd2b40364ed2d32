import { describe, expect, it } from 'vitest';
import type { InterfaceReference } from '../../../src/model/interface-reference.ts';
import type { Namespace } from '../../../src/model/namespace.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { modelOf } from './support.ts';

/** Any use of it is a request that should not be made. */
const untouchable = new Proxy({} as Namespace, {
  get(_, name) {
    throw new Error(`the namespace was asked for ${String(name)}`);
  },
});

async function refusal(kind: string, options: Record<string, unknown>): Promise<string> {
  const error = await Promise.resolve()
    .then(() => modelOf(kind).create(options, untouchable, ['mtu', 'master']))
    .then(
      () => 'nothing was refused',
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

describe('what can not be meant is refused before anything is sent', () => {
  const lower: InterfaceReference = 'eth0';
  it.for([
    ['bridge', { stp_state: true }, 'a bridge has no option "stp_state"; did you mean "stpState"?'],
    ['bridge', { mtuu: 5 }, 'a bridge has no option "mtuu"; did you mean "mtu"?'],
    ['ipvlan', { quux: 5 }, 'an ipvlan has no option "quux"'],
    ['dummy', { id: 5 }, 'a dummy has no option "id"'],
    ['bridge', { toString: 5 }, 'a bridge has no option "toString"'],
    // A wrong name comes before interfaces are looked for.
    ['bond', { primary: lower, miimom: 100 }, 'a bond has no option "miimom"; did you mean "miimon"?'],
    ['bridge', { priority: 65536 }, 'priority: u16 takes a whole number from 0 to 65535, got 65536'],
    ['bridge', { priority: '5' }, 'priority: u16 takes a whole number from 0 to 65535, got "5"'],
    ['bridge', { ageingTime: -1 }, 'ageingTime: a number of seconds from 0 to 42949672.95 is needed, got -1'],
    [
      'bridge',
      { ageingTime: '30' },
      'ageingTime: a number of seconds from 0 to 42949672.95 is needed, got "30"',
    ],
    [
      'bridge',
      { ageingTime: 2 ** 32 },
      'ageingTime: a number of seconds from 0 to 42949672.95 is needed, got 4294967296',
    ],
    ['bridge', { stpState: 1 }, 'stpState: true or false is needed, got 1'],
    ['bridge', { groupAddress: 'here' }, /^groupAddress: .*here/],
    ['bridge', { vlanProtocol: '802.1q' }, 'vlanProtocol: one of 802.1Q, 802.1ad is needed, got "802.1q"'],
    [
      'bridge',
      { mcastRouter: 'on' },
      /^mcastRouter: one of disabled, tempQuery, perm, temp is needed, got "on"$/,
    ],
    ['vlan', {}, "id: a vlan can't be made without it"],
    ['vlan', { id: 4095 }, 'id: a whole number from 0 to 4094 is needed, got 4095'],
    ['vlan', { id: 5, egressQosMap: { a: 5 } }, 'egressQosMap: numbers are needed, got {"a":5}'],
    ['vxlan', {}, 'vni: a vxlan can\'t be made without it, unless it is "external"'],
    ['vxlan', { vni: 2 ** 24 }, 'vni: a whole number from 0 to 16777215 is needed, got 16777216'],
    [
      'vxlan',
      { vni: 5, local: '192.0.2.1/24' },
      /^local: an IPv4 or IPv6 address is needed \(without a prefix length\)/,
    ],
    ['vxlan', { vni: 5, ttl: 256 }, 'ttl: a whole number from 1 to 255 is needed, got 256'],
    ['vxlan', { vni: 5, ttl: 'inherited' }, 'ttl: a number or auto, inherit is needed, got "inherited"'],
    ['vxlan', { vni: 5, srcport: [5, 4] }, 'srcport: the first port (5) is above the last (4)'],
    [
      'macvlan',
      { mode: 'bridged' },
      'mode: one of private, vepa, bridge, passthru, source is needed, got "bridged"',
    ],
    ['macvlan', { flags: ['promisc'] }, 'flags: one of nopromisc, nodst is needed, got "promisc"'],
    ['macvlan', { flags: 'nodst' }, 'flags: an array of nopromisc, nodst is needed'],
    ['macvlan', { mode: 'source', macaddr: ['02:00'] }, /^macaddr: .*02:00/],
    ['ipvlan', { flag: 'l3' }, 'flag: one of bridge, private, vepa is needed, got "l3"'],
    [
      'bond',
      { mode: 'activebackup' },
      /^mode: one of balance-rr, active-backup, .* is needed, got "activebackup"$/,
    ],
    ['bond', { arpIpTarget: ['192.0.2.300'] }, /^arpIpTarget: .*192\.0\.2\.300/],
    ['bond', { primary: 0 }, 'primary: 0 is no interface index; they begin with 1'],
    ['gre', { ttl: 0 }, 'ttl: a whole number from 1 to 255 is needed, got 0'],
    ['gre', { keys: 5 }, 'a gre has no option "keys"; did you mean "key"?'],
    ['gretap', { ikey: -1 }, 'ikey: a whole number from 0 to 4294967295 is needed, got -1'],
    ['gretap', { encap: 'fuo' }, 'encap: one of none, fou, gue is needed, got "fuo"'],
    ['ipip', { mode: 'ip6ip6' }, 'mode: one of any, ipip, mplsip is needed, got "ip6ip6"'],
    ['sit', { '6rdPrefix': '192.0.2.0/24' }, '6rdPrefix: 192.0.2.0/24 is no inet6 prefix'],
    ['ip6tnl', { remote: '192.0.2.1' }, /^remote: .*192\.0\.2\.1/],
    ['ip6gre', { flowlabel: 0x100000 }, 'flowlabel: a whole number from 0 to 1048575 is needed, got 1048576'],
    ['ip6gre', { dscp: 5 }, 'dscp: "inherit" or null is needed, got 5'],
    ['vti', { key: '7' }, /^ikey: /],
    ['macsec', { sci: 5 }, 'sci: a bigint of up to 64 bits is needed, got 5'],
    ['macsec', { icvlen: 17 }, 'icvlen: a whole number from 8 to 16 is needed, got 17'],
    ['hsr', { slave1: 7 }, "slave2: a hsr can't be made without it"],
    ['hsr', { slave1: 7, slave2: 8, version: 2 }, 'version: a whole number from 0 to 1 is needed, got 2'],
    ['vrf', {}, "table: a vrf can't be made without it"],
    ['vrf', { table: 'bleu' }, /^unknown (routing )?table "bleu"/],
  ] as const)('%s %o', async ([kind, options, message]) => {
    if (typeof message === 'string') expect(await refusal(kind, options)).toBe(message);
    else expect(await refusal(kind, options)).toMatch(message);
  });
});
