import { describe, expect, it } from 'vitest';
import { neighbour } from '../../../protocol/route/neighbour.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../../../src/cli/errors.ts';
import { parseForwardingFilter, shows } from '../../../src/cli/objects/fdb/filter.ts';
import { printForwarding } from '../../../src/cli/objects/fdb/print.ts';
import type { Options } from '../../../src/cli/options.ts';
import { Words } from '../../../src/cli/words.ts';
import { links, shown } from '../scene.ts';

type Input = MessageInputOf<typeof neighbour>;

function viewOf({ header, ...rest }: Input) {
  const usual = { family: 'bridge', ifindex: 2, state: ['reachable'] } as const;
  const input = { lladdr: '02:00:00:00:00:01', ...rest, header: { ...usual, ...header } };
  return neighbour.decode(neighbour.encode('RTM_NEWNEIGH', input));
}

const entryOf = (input: Input, options: Partial<Options> = {}) =>
  shown((scene) => printForwarding({ ...scene, oneLink: false }, viewOf(input)), options);

describe('a forwarding entry', () => {
  it.for([
    [{ master: 3 }, 'dev eth0 master eth1 '],
    [{ vlan: 10, header: { state: ['permanent'] } }, 'dev eth0 vlan 10 permanent'],
    [{ header: { state: ['noarp'], flags: ['self', 'sticky'] } }, 'dev eth0 self sticky static'],
    [{ header: { state: ['stale'] }, flagsExt: ['locked'] }, 'dev eth0 locked stale'],
    [{ header: { state: ['probe'] } }, 'dev eth0 state=0x10'],
    [{ dst: '192.0.2.9', vni: 42, port: 4789 }, 'dev eth0 dst 192.0.2.9 port 4789 vni 42 '],
    [{ dst: '2001:db8::9', ifindex: 3, srcVni: 7 }, 'dev eth0 dst 2001:db8::9 src_vni 7 via eth1 '],
    [{ ifindex: 3, linkNetnsid: 1, nhId: 5 }, 'dev eth0 via ifindex 3 nhid 5 link-netnsid 1 '],
  ] as readonly (readonly [Input, string])[])('%j', ([input, expected]) => {
    expect(entryOf(input).text).toBe(`02:00:00:00:00:01 ${expected}\n`);
  });

  it('is an object with the keys of bridge', () => {
    const cacheinfo = { confirmed: 0, used: 1234, updated: 99, refcnt: 0 };
    expect(entryOf({ master: 3, vlan: 4, cacheinfo }, { statistics: 1 }).json).toEqual({
      mac: '02:00:00:00:00:01',
      ifname: 'eth0',
      vlan: 4,
      used: 12,
      updated: 0,
      flags: [],
      master: 'eth1',
      state: '',
    });
  });

  it('tells of activity with details', () => {
    const input = { fdbExtAttrs: { activityNotify: ['notify', 'inactive'] } } as const;
    expect(entryOf(input).json).not.toHaveProperty('inactive');
    expect(entryOf(input, { details: 1 }).json).toMatchObject({ activity_notify: true, inactive: true });
  });
});

describe('which forwarding entries are shown', () => {
  const filterOf = (line: string) =>
    parseForwardingFilter(new Words(line.split(' ').filter(Boolean)), links());

  it.for([
    ['', {}, true],
    ['', { header: { family: 'inet', ifindex: 2 } }, false],
    ['brport eth0', {}, true],
    ['dev eth1', {}, false],
    ['vlan 10', { vlan: 10 }, true],
    ['vlan 10', {}, false],
    ['state permanent', {}, false],
    ['state perm state reach', {}, true],
    ['state all', { header: { state: 0 } }, false],
    ['dynamic', {}, true],
    ['dynamic', { header: { state: ['permanent'] } }, false],
  ] as readonly (readonly [string, Input, boolean])[])('%s: %j', async ([line, input, expected]) => {
    const { header, ...rest } = input;
    const view =
      header?.family === 'inet'
        ? neighbour.decode(neighbour.encode('RTM_NEWNEIGH', { header }))
        : viewOf({ ...rest, header });
    expect(shows(await filterOf(line), view)).toBe(expected);
  });

  it.for([
    ['vlan 4096', '"vlan" takes a number from 0 to 4095, not "4096"'],
    ['state permanant', 'unknown state of an entry "permanant"; did you mean "permanent"?'],
    ['port eth0', 'unknown word "port" after "fdb"; did you mean "brport"?'],
  ])('not %s', async ([line = '', message = '']) => {
    await expect(filterOf(line)).rejects.toThrow(new InputError(message));
  });
});
