import { describe, expect, it } from 'vitest';
import { neighbour } from '../../../protocol/route/neighbour.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { InputError } from '../../../src/cli/errors.ts';
import { parseNeighbourFilter, shows } from '../../../src/cli/objects/neigh/filter.ts';
import { printNeighbour } from '../../../src/cli/objects/neigh/print.ts';
import type { Options } from '../../../src/cli/options.ts';
import { Words } from '../../../src/cli/words.ts';
import { NameTables } from '../../../src/model/names/tables.ts';
import { links, shown } from '../scene.ts';

type Input = MessageInputOf<typeof neighbour>;

function viewOf(
  { header, ...rest }: Input,
  type: 'RTM_NEWNEIGH' | 'RTM_DELNEIGH' | 'RTM_GETNEIGH' = 'RTM_NEWNEIGH',
) {
  const usual = { family: 'inet', ifindex: 2, state: ['reachable'], type: 'unicast' } as const;
  return neighbour.decode(
    neighbour.encode(type, { dst: '192.0.2.1', ...rest, header: { ...usual, ...header } }),
  );
}

const neighbourOf = (view: ReturnType<typeof viewOf>, options: Partial<Options> = {}, oneLink = false) =>
  shown((scene) => printNeighbour({ ...scene, oneLink }, view), options);

describe('a neighbour', () => {
  const known = { lladdr: '02:00:00:00:00:01' };

  it('has an address, an interface, a link layer address and a state', () => {
    const { text, json } = neighbourOf(viewOf(known));
    expect(text).toBe('192.0.2.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE \n');
    expect(json).toEqual({
      dst: '192.0.2.1',
      dev: 'eth0',
      lladdr: '02:00:00:00:00:01',
      state: ['REACHABLE'],
    });
    expect(neighbourOf(viewOf(known), {}, true).text).toBe('192.0.2.1 lladdr 02:00:00:00:00:01 REACHABLE \n');
  });

  it('behind a tunnel has an address of the tunnel', () => {
    expect(neighbourOf(viewOf({ lladdr: 'c0:00:02:09', header: { ifindex: 4 } })).text).toBe(
      '192.0.2.1 dev gre1 lladdr 192.0.2.9 REACHABLE \n',
    );
  });

  it('may be asked for in vain, or be gone', () => {
    expect(neighbourOf(viewOf({ header: { state: 0 } }, 'RTM_GETNEIGH')).text).toBe(
      'miss 192.0.2.1 dev eth0 \n',
    );
    expect(neighbourOf(viewOf(known, 'RTM_DELNEIGH')).text).toMatch(/^Deleted 192\.0\.2\.1/);
  });

  it('has flags, some of them in a second set', () => {
    const { text, json } = neighbourOf(
      viewOf({
        header: { flags: ['router', 'proxy', 'extLearned'], state: 0 },
        flagsExt: ['managed'],
        protocol: 99,
      }),
    );
    expect(text).toBe(
      '192.0.2.1 dev eth0 router proxy managed extern_learn proto 99 \n'.replace(
        '99',
        String(json['protocol']),
      ),
    );
    expect(json).toMatchObject({ router: null, proxy: null, managed: null, extern_learn: null });
    expect(json).not.toHaveProperty('state');
  });

  it('has times in seconds', () => {
    const cacheinfo = { confirmed: 250, used: 1234, updated: 99, refcnt: 1 };
    const { text, json } = neighbourOf(viewOf({ cacheinfo, probes: 4 }), { statistics: 1 });
    expect(text).toBe('192.0.2.1 dev eth0 ref 1 used 12/2/0 probes 4 REACHABLE \n');
    expect(json).toMatchObject({ refcnt: 1, used: 12, confirmed: 2, updated: 0, probes: 4 });
  });

  it('may be shown in columns', () => {
    const { text, json } = neighbourOf(viewOf(known), { brief: true });
    expect(text).toBe(`${'192.0.2.1'.padEnd(39)} ${'eth0'.padEnd(16)} 02:00:00:00:00:01\n`);
    expect(json).not.toHaveProperty('state');
  });
});

describe('which neighbours are shown', () => {
  const filterOf = (line: string, family = 0) =>
    parseNeighbourFilter(new Words(line.split(' ').filter(Boolean)), family, {
      tables: new NameTables(false),
      links: links(),
      vrfTable: async (name) => {
        throw new InputError(`"${name}" is no VRF`);
      },
    });

  it.for([
    ['', {}, true],
    ['', { header: { state: ['noarp'] } }, false],
    ['', { header: { state: 0 } }, false],
    ['', { header: { state: 0, flags: ['proxy'] } }, true],
    ['nud all', { header: { state: ['noarp'] } }, true],
    ['nud all', { header: { state: 0 } }, true],
    ['nud none', { header: { state: 0 } }, true],
    ['nud stale', {}, false],
    ['nud stale nud reach', {}, true],
    ['nud 0x02', {}, true],
    ['dev eth1', {}, false],
    ['192.0.2.0/24', {}, true],
    ['to 198.51.100.0/24', {}, false],
    ['2001:db8::/32', {}, false],
    ['unused', { cacheinfo: { confirmed: 0, used: 0, updated: 0, refcnt: 1 } }, false],
    ['proto static', { protocol: 'static' }, true],
    ['proto static', {}, false],
  ] as readonly (readonly [string, Input, boolean])[])('%s: %j', async ([line, input, expected]) => {
    expect(shows(await filterOf(line), viewOf(input))).toBe(expected);
  });

  it('are those of a master, or of none', async () => {
    expect((await filterOf('master eth1')).master).toBe(3);
    expect((await filterOf('nomaster')).master).toBe(-1);
  });

  it.for([
    ['nud stael', 'unknown state of a neighbour "stael"; did you mean "stale"?'],
    ['nud 3', '"nud" takes one state, not the bits 3'],
    ['dev eth0 dev eth1', '"dev" is given twice'],
    ['unusd', 'unknown word "unusd" after "neigh"; did you mean "unused"?'],
    ['vrf eth0', '"eth0" is no VRF'],
  ])('not %s', async ([line = '', message = '']) => {
    await expect(filterOf(line)).rejects.toThrow(new InputError(message));
  });
});
