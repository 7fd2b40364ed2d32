import { describe, expect, it } from 'vitest';
import { route } from '../../../protocol/route/route/route.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../../../src/cli/errors.ts';
import { commonOf, shows } from '../../../src/cli/objects/route/filter.ts';
import { parseRouteFilter } from '../../../src/cli/objects/route/selectors.ts';
import { Words } from '../../../src/cli/words.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { links } from '../scene.ts';

const filterOf = (line: string, family = 0) =>
  parseRouteFilter(new Words(line.split(' ').filter(Boolean)), family, {
    tables: new NameTables(false),
    links: links(),
    vrfTable: async (name) => {
      if (name !== 'blue') throw new InputError(`"${name}" is no VRF`);
      return 10;
    },
  });

function viewOf({ header, ...rest }: MessageInputOf<typeof route>) {
  const usual = { family: 'inet', table: 'main', protocol: 'static', type: 'unicast' } as const;
  return route.decode(route.encode('RTM_NEWROUTE', { ...rest, header: { ...usual, ...header } }));
}

const of = (dst: string, dstLen: number) => viewOf({ dst, header: { dstLen } });

describe('which routes are shown', () => {
  it.for([
    ['', of('10.0.0.0', 8), true],
    ['', viewOf({ header: { table: 'local' } }), false],
    ['table all', viewOf({ header: { table: 'local' } }), true],
    ['table local', viewOf({ header: { table: 'local' } }), true],
    ['table 1000', viewOf({ header: { table: 'compat' }, table: 1000 }), true],
    ['vrf blue', viewOf({ header: { table: 10 } }), true],
    ['vrf blue', viewOf({ header: { table: 10, type: 'local' } }), false],
    ['10.1.0.0/16', of('10.1.0.0', 16), true],
    ['10.1.0.0/16', of('10.1.0.0', 17), false],
    ['10.1.0.0/16', of('10.0.0.0', 8), false],
    ['exact 10.1.0.0/16', of('10.1.0.0', 16), true],
    ['root 10.1.0.0/16', of('10.1.2.0', 24), true],
    ['root 10.1.0.0/16', of('10.2.2.0', 24), false],
    ['root 10.1.0.0/16', of('10.0.0.0', 8), false],
    ['match 10.1.2.3', of('10.0.0.0', 8), true],
    ['match 10.1.2.3', viewOf({}), true],
    ['match 10.1.2.3', of('10.2.0.0', 16), false],
    ['to root 10/8', of('10.2.0.0', 16), true],
    ['default', viewOf({}), true],
    ['default', of('10.0.0.0', 8), false],
    ['via 192.0.2.1', viewOf({ gateway: '192.0.2.1' }), true],
    ['via 192.0.2.1', viewOf({ gateway: '192.0.2.2' }), false],
    ['via inet6 fe80::1', viewOf({ via: { family: 'inet6', addr: 'fe80::1' } }), true],
    ['via inet6 fe80::1', viewOf({ gateway: '192.0.2.2' }), false],
    ['src 192.0.2.1', viewOf({ prefsrc: '192.0.2.1' }), true],
    ['src 192.0.2.1', viewOf({}), false],
    ['dev eth0', viewOf({ oif: 2 }), true],
    ['dev eth0', viewOf({ oif: 3 }), false],
    ['dev eth0', viewOf({ multipath: [{ header: { ifindex: 3 } }, { header: { ifindex: 2 } }] }), true],
    ['proto static', viewOf({}), true],
    ['proto kernel', viewOf({}), false],
    ['proto all', viewOf({}), true],
    ['scope link', viewOf({ header: { scope: 'link' } }), true],
    ['scope link', viewOf({}), false],
    ['type blackhole', viewOf({ header: { type: 'blackhole' } }), true],
    ['type black', viewOf({}), false],
    ['tos 10', viewOf({ header: { tos: 0x10 } }), true],
    ['tos 10', viewOf({}), false],
    ['metric 7', viewOf({ priority: 7 }), true],
    ['metric 0x8', viewOf({ priority: 7 }), false],
    ['realms 3/4', viewOf({ flow: 0x30004 }), true],
    ['realms 4', viewOf({ flow: 0x30004 }), true],
    ['realms 3/', viewOf({ flow: 0x30005 }), true],
    ['realms 3/5', viewOf({ flow: 0x30004 }), false],
    ['cache', viewOf({}), false],
  ] as const)('%s', async ([line, view, expected]) => {
    expect(shows(await filterOf(line), view)).toBe(expected);
  });

  it('are of the family that an address has', async () => {
    expect((await filterOf('2001:db8::/32')).family).toBe(10);
    expect((await filterOf('')).family).toBe(2);
    expect((await filterOf('table all')).family).toBe(0);
    expect((await filterOf('default', 10)).family).toBe(10);
  });

  it('have in common what was asked for', async () => {
    const common = async (line: string) => [...commonOf(await filterOf(line))].join(' ');
    expect(await common('table all')).toBe('');
    expect(await common('proto static dev eth0 via 192.0.2.1')).toBe('table protocol dev gateway');
    expect(await common('via 192.0.2.0/24 realms 4')).toBe('table');
    expect(await common('src 192.0.2.1 metric 5 realms 0/4 tos 8')).toBe('table tos metric realms prefsrc');
  });
});

describe('a word that is wrong', () => {
  it.for([
    ['dve eth0', 'unknown word "dve" after "route"; did you mean "dev"?'],
    ['dev eht0', 'unknown interface "eht0"; did you mean "eth0"?'],
    ['table mian', 'unknown table "mian"; did you mean "main"?'],
    ['type blackhoel', 'unknown type of route "blackhoel"; did you mean "blackhole"?'],
    ['vrf red', '"red" is no VRF'],
    ['10.0.0.0/40', '"10.0.0.0/40" is no IP prefix or address'],
    ['via 2001:db8::1 10.0.0.0/8', '"10.0.0.0/8" is no IPv6 prefix or address'],
    ['metric x', '"metric" takes a number from 0 to 4294967295, not "x"'],
    ['realms 1/2/3', 'realms are FROM/TO or TO, not "1/2/3"'],
    ['dev', '"dev" needs a value after it'],
  ])('%s', async ([line = '', message = '']) => {
    await expect(filterOf(line)).rejects.toThrow(new InputError(message));
  });
});
