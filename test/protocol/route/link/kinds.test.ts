import { describe, expect, it } from 'vitest';
import { dataOf, link, slaveDataOf } from '../../../../protocol/route/link/index.ts';
import { DecodeError } from '../../../../protocol/wire/index.ts';
import { digits } from '../../bytes.ts';
import { attribute, ifinfomsg, NESTED, newlink } from './message.ts';

const VLAN = '766c616e 00';

/** IFLA_LINKINFO with a kind and its data. */
function linkinfo(kind: string, data: string): string {
  return attribute(18 | NESTED, attribute(1, kind) + data);
}

/** What encoding gives is `bytes`, and decoding them gives the input back. */
function bothWays(input: Parameters<typeof link.encode>[1], bytes: Uint8Array): void {
  expect(digits(link.encode('RTM_NEWLINK', input))).toBe(digits(bytes));
  expect(link.decode(bytes, true).$plain()).toMatchObject(input);
}

describe('the settings of a kind', () => {
  it('have a VLAN’s protocol in network byte order and its id in the host’s', () => {
    const data = attribute(2 | NESTED, attribute(1, '6500') + attribute(5, '88a8'));
    const bytes = newlink(linkinfo(VLAN, data));
    bothWays({ linkinfo: { kind: 'vlan', data: { id: 101, protocol: 0x88a8 } } }, bytes);
    const { linkinfo: info } = link.decode(bytes, true);
    expect(dataOf(info, 'vlan')?.protocol).toBe(0x88a8);
    expect(dataOf(info, 'vxlan')).toBeUndefined();
  });

  it('repeat the mappings of priorities', () => {
    const mapping = attribute(1, '01000000 02000000') + attribute(1, '03000000 04000000');
    bothWays(
      {
        linkinfo: {
          kind: 'vlan',
          data: {
            egressQos: {
              mapping: [
                { from: 1, to: 2 },
                { from: 3, to: 4 },
              ],
            },
          },
        },
      },
      newlink(linkinfo(VLAN, attribute(2 | NESTED, attribute(3 | NESTED, mapping)))),
    );
  });

  it('hold a whole link again for a veth, header and all', () => {
    const peer = ifinfomsg(0, 7) + attribute(3, '7665746831 00') + attribute(4, 'dc050000');
    const bytes = newlink(linkinfo('76657468 00', attribute(2 | NESTED, attribute(1 | NESTED, peer))));
    const view = link.decode(bytes, true);
    const inner = dataOf(view.linkinfo, 'veth')?.peer;
    expect(inner?.header.index).toBe(7);
    expect(inner?.ifname).toBe('veth1');
    bothWays(
      { linkinfo: { kind: 'veth', data: { peer: { header: { index: 7 }, ifname: 'veth1', mtu: 1500 } } } },
      bytes,
    );
  });

  it('recurse, but not for ever', () => {
    const nest = (depth: number): object =>
      depth === 0 ? { ifname: 'end' } : { linkinfo: { kind: 'veth', data: { peer: nest(depth - 1) } } };
    expect(link.decode(link.encode('RTM_NEWLINK', nest(3))).$plain()).toMatchObject(nest(3));
    expect(() => link.decode(link.encode('RTM_NEWLINK', nest(4)))).toThrow('nested deeper than 10 levels');
  });

  it('stay bytes for a kind that is not known, and are kept', () => {
    const bytes = newlink(linkinfo('666f6f 00', attribute(2 | NESTED, attribute(9, '6500'))));
    const view = link.decode(bytes, true);
    expect(view.linkinfo?.kind).toBe('foo');
    expect(view.linkinfo?.data).toEqual(Uint8Array.from([6, 0, 9, 0, 0x65, 0, 0, 0]));
    expect(digits(link.encode('RTM_NEWLINK', view))).toBe(digits(bytes));
    const again = link.decode(link.encode('RTM_NEWLINK', view.toJSON() as object));
    expect(again.toJSON()).toEqual(view.toJSON());
  });

  it('are found by the kind wherever it stands', () => {
    const data = attribute(2 | NESTED, attribute(1, '6500'));
    const view = link.decode(newlink(attribute(18 | NESTED, data + attribute(1, VLAN))), true);
    expect(dataOf(view.linkinfo, 'vlan')?.id).toBe(101);
  });

  it('say by path and offset where a size is wrong', () => {
    const bytes = newlink(linkinfo(VLAN, attribute(2 | NESTED, attribute(1, '650000'))));
    const decode = () => link.decode(bytes, true);
    expect(decode).toThrow(DecodeError);
    expect(decode).toThrow('link.linkinfo.data.id: u16 needs 2 bytes, got 3 (at byte 56)');
  });

  it('tell a misspelt name before anything is sent', () => {
    expect(() =>
      link.encode('RTM_NEWLINK', { linkinfo: { kind: 'vlan', data: { idd: 1 } as object } }),
    ).toThrow('link.linkinfo.data: IFLA_VLAN has no "idd"; did you mean "id"?');
  });

  it('have ports, keys and labels of tunnels in network byte order', () => {
    const vxlan = attribute(15, '12b5') + attribute(10, '8000 8080') + attribute(26, '000fffff');
    bothWays(
      {
        linkinfo: {
          kind: 'vxlan',
          data: { port: 4789, portRange: { low: 0x8000, high: 0x8080 }, label: 0xfffff },
        },
      },
      newlink(linkinfo('76786c616e 00', attribute(2 | NESTED, vxlan))),
    );
    bothWays(
      { linkinfo: { kind: 'gre', data: { iflags: 0x2000, ikey: 7, remote: '192.0.2.1' } } },
      newlink(
        linkinfo(
          '67726500',
          attribute(2 | NESTED, attribute(2, '2000') + attribute(4, '00000007') + attribute(7, 'c0000201')),
        ),
      ),
    );
  });

  it('read a VXLAN’s inherited TTL as the kernel takes it and as it sends it', () => {
    const read = (payload: string) => {
      const data = attribute(2 | NESTED, attribute(28, payload));
      return dataOf(link.decode(newlink(linkinfo('76786c616e 00', data)), true).linkinfo, 'vxlan')
        ?.ttlInherit;
    };
    expect([read(''), read('01'), read('00')]).toEqual([true, true, false]);
    bothWays(
      { linkinfo: { kind: 'vxlan', data: { ttlInherit: true } } },
      newlink(linkinfo('76786c616e 00', attribute(2 | NESTED, attribute(28, '')))),
    );
  });

  it('number the targets of a bond', () => {
    const targets = attribute(8 | NESTED, attribute(0, 'c0000201') + attribute(1, 'c0000202'));
    const mode = attribute(1, '04');
    bothWays(
      { linkinfo: { kind: 'bond', data: { mode: '8023ad', arpIpTarget: ['192.0.2.1', '192.0.2.2'] } } },
      newlink(linkinfo('626f6e6400', attribute(2 | NESTED, mode + targets))),
    );
  });

  it('share a table where the kernel does', () => {
    const bytes = newlink(linkinfo('6d61637674617000', attribute(2 | NESTED, attribute(1, '04000000'))));
    expect(dataOf(link.decode(bytes, true).linkinfo, 'macvtap')?.mode).toBe('bridge');
  });
});

describe('the settings of a port', () => {
  it('are chosen by the master’s kind, not by its own', () => {
    const info = attribute(1, VLAN) + attribute(4, '766c616e 00');
    const slave =
      attribute(1, VLAN) + attribute(4, '6272696467 6500') + attribute(5 | NESTED, attribute(1, '03'));
    expect(link.decode(newlink(attribute(18 | NESTED, info)), true).linkinfo?.slaveKind).toBe('vlan');
    const view = link.decode(newlink(attribute(18 | NESTED, slave)), true);
    expect(slaveDataOf(view.linkinfo, 'bridge')?.state).toBe('forwarding');
    expect(slaveDataOf(view.linkinfo, 'bond')).toBeUndefined();
  });

  it('have a bridge’s id with the priority in network byte order', () => {
    const root = attribute(13, '8001 02005e100001');
    const slave = attribute(4, '6272696467 6500') + attribute(5 | NESTED, root);
    const view = link.decode(newlink(attribute(18 | NESTED, slave)), true);
    expect(slaveDataOf(view.linkinfo, 'bridge')?.rootId?.$plain()).toEqual({
      prio: 0x8001,
      addr: '02:00:5e:10:00:01',
    });
  });

  it('are read as ip asks for them, with the master in the kind', () => {
    const slave = attribute(1, '6272696467 655f736c617665') + attribute(5 | NESTED, attribute(7, '01'));
    const bytes = newlink(attribute(18 | NESTED, slave));
    const view = link.decode(bytes, true);
    expect(view.toJSON()).toMatchObject({ linkinfo: { kind: 'bridge_slave', slaveData: { fastLeave: 1 } } });
    const again = link.decode(link.encode('RTM_SETLINK', view.toJSON() as object));
    expect(again.linkinfo?.toJSON()).toEqual(view.linkinfo?.toJSON());
  });

  it('stay bytes for a master that is not known', () => {
    const slave = attribute(4, '7465616d00') + attribute(5 | NESTED, attribute(1, '01'));
    const view = link.decode(newlink(attribute(18 | NESTED, slave)), true);
    expect(view.linkinfo?.slaveData).toBeInstanceOf(Uint8Array);
  });
});

describe('the compiler', () => {
  it('knows what data a kind takes', () => {
    const wrong = () => [
      // @ts-expect-error a VLAN has an id, no vni
      link.encode('RTM_NEWLINK', { linkinfo: { kind: 'vlan', data: { vni: 5 } } }),
    ];
    expect(wrong).toThrow('IFLA_VLAN has no "vni"');
    const outOfRange = () => [
      // @ts-expect-error no such mode
      link.encode('RTM_NEWLINK', { linkinfo: { kind: 'macvlan', data: { mode: 'bridged' } } }),
    ];
    expect(outOfRange).toThrow('did you mean "bridge"?');
  });
});
