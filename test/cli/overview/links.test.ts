import { describe, expect, it } from 'vitest';
import { address } from '../../../protocol/route/address.ts';
import { link } from '../../../protocol/route/link/link.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { linkNames } from '../../../src/cli/names/load-links.ts';
import { defaults } from '../../../src/cli/options.ts';
import { printLinks } from '../../../src/cli/overview/links.ts';
import { linkTree } from '../../../src/cli/overview/tree.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { textOf } from '../support.ts';

type LinkInput = MessageInputOf<typeof link>;
type AddressInput = MessageInputOf<typeof address>;

function picture(links: readonly LinkInput[], addresses: readonly AddressInput[] = []): string[] {
  const views = links.map((input, at) => {
    const { header, ...rest } = input;
    const usual = { index: at + 1, type: 'ether', flags: ['up', 'running'] } as const;
    return link.decode(
      link.encode('RTM_NEWLINK', { mtu: 1500, operstate: 'up', ...rest, header: { ...usual, ...header } }),
    );
  });
  const own = new Map<number, ReturnType<typeof address.decode>[]>();
  for (const input of addresses) {
    const view = address.decode(address.encode('RTM_NEWADDR', input));
    own.set(view.header.index, [...(own.get(view.header.index) ?? []), view]);
  }
  const text = textOf((printer) =>
    printLinks(
      {
        printer,
        options: defaults,
        tables: new NameTables(false),
        links: linkNames(views),
        addresses: own,
        nameElsewhere: (nsid, index) => `if${index} in nsid ${nsid}`,
      },
      linkTree(views),
    ),
  );
  return text.trimEnd().split('\n');
}

describe('the picture of links', () => {
  it('is a tree with addresses under each', () => {
    const permanent = ['permanent'] as const;
    expect(
      picture(
        [
          { ifname: 'br0', linkinfo: { kind: 'bridge' }, address: '02:00:00:00:00:01' },
          { ifname: 'eth0', master: 1, address: '02:00:00:00:00:02' },
          { ifname: 'eth0.7', link: 2, linkinfo: { kind: 'vlan', data: { id: 7 } }, operstate: 'down' },
          { ifname: 'eth1', master: 1, operstate: 'down', header: { index: 4, flags: ['up'] } },
        ],
        [
          {
            header: { family: 'inet', index: 1, prefixlen: 24, flags: permanent },
            local: '192.0.2.1',
            address: '192.0.2.1',
          },
          { header: { family: 'inet6', index: 2, prefixlen: 64, flags: ['tentative'] }, address: 'fe80::2' },
        ],
      ),
    ).toEqual([
      'br0           UP    bridge  02:00:00:00:00:01  mtu 1500',
      '│             192.0.2.1/24',
      '├─ eth0       UP    ether   02:00:00:00:00:02  mtu 1500',
      '│  │          fe80::2/64 dynamic tentative',
      '│  └─ eth0.7  DOWN  vlan 7  mtu 1500',
      '└─ eth1       DOWN  ether   mtu 1500, no carrier',
    ]);
  });

  it('tells where the other end of a cable is', () => {
    expect(
      picture([
        { ifname: 'v0', link: 2, linkinfo: { kind: 'veth' } },
        { ifname: 'v1', link: 1, linkinfo: { kind: 'veth' } },
        { ifname: 'v2', link: 9, linkNetnsid: 4, linkinfo: { kind: 'veth' } },
      ]),
    ).toEqual([
      'v0@v1             UP  veth  mtu 1500',
      'v1@v0             UP  veth  mtu 1500',
      'v2@if9 in nsid 4  UP  veth  mtu 1500',
    ]);
  });

  it('tells the one thing to know of a kind, and what the master makes of a port', () => {
    const lines = picture([
      { ifname: 'bond0', linkinfo: { kind: 'bond', data: { mode: 'activebackup' } } },
      { ifname: 'a', master: 1, linkinfo: { slaveKind: 'bond', slaveData: { state: 'backup' } } },
      { ifname: 'vx', linkinfo: { kind: 'vxlan', data: { id: 42 } } },
      { ifname: 'red', linkinfo: { kind: 'vrf', data: { table: 10 } } },
      {
        ifname: 'p',
        linkinfo: { slaveKind: 'bridge', slaveData: { state: 'blocking' } },
        header: { index: 5, flags: ['up', 'running', 'promisc'] },
      },
      { ifname: 'new', linkinfo: { kind: 'sparkling' } },
    ]);
    expect(lines.map((line) => line.split(/ {2,}/).slice(2).join('|'))).toEqual([
      'bond active-backup|mtu 1500',
      'ether|mtu 1500, backup',
      'vxlan 42|mtu 1500',
      'vrf table 10|mtu 1500',
      'ether|mtu 1500, promiscuous, blocking',
      'sparkling|mtu 1500',
    ]);
  });

  it('shows both ends of a tunnel, and no address where there is none', () => {
    const tunnel = { type: 'ipgre', flags: ['up', 'running', 'pointopoint'] } as const;
    const [one, two] = picture([
      {
        ifname: 'gre1',
        linkinfo: { kind: 'gre' },
        address: 'c0:00:02:01',
        broadcast: 'c0:00:02:09',
        header: { index: 1, ...tunnel },
      },
      { ifname: 'gre0', linkinfo: { kind: 'gre' }, address: '00:00:00:00', broadcast: '00:00:00:00' },
    ]);
    expect(one).toContain('192.0.2.1 to 192.0.2.9  mtu 1500');
    expect(two).toBe('gre0  UP  gre  mtu 1500');
  });

  it('lets one long name stick out', () => {
    const [long, short] = picture([
      { ifname: 'a-very-long-nam', link: 9, linkNetnsid: 12345, linkinfo: { kind: 'veth' } },
      { ifname: 'b' },
    ]);
    expect(long).toBe('a-very-long-nam@if9 in nsid 12345  UP  veth   mtu 1500');
    expect(short).toBe('b  UP  ether  mtu 1500');
  });
});
