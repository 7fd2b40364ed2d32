import { describe, expect, it } from 'vitest';
import { neighbour } from '../../protocol/route/neighbour.ts';
import type { Namespace } from '../../src/model/namespace.ts';
import { Neighbour } from '../../src/model/neighbour.ts';
import {
  checkNeighbourFilter,
  type NeighbourSettings,
  neighbourInput,
} from '../../src/model/neighbour-options.ts';
import { parseIp } from '../../src/model/network.ts';
import { InputError } from '../../src/sys/input-error.ts';
import { captures } from '../captures/read.ts';

/** What asks nobody needs none. */
const nowhere = 'nowhere' as unknown as Namespace;
const lladdr = '02:00:5e:10:00:01';

/** As the kernel would send it: written, and read again. */
function written(address: string, settings: Parameters<typeof neighbourInput>[2]): Neighbour {
  const input = neighbourInput(parseIp(address, 'address'), 5, settings);
  return new Neighbour(nowhere, neighbour.decode(neighbour.encode('RTM_NEWNEIGH', input)), 'eth0');
}

describe('a neighbour that is asked for', () => {
  it('is permanent, unless something else is said', () => {
    const made = written('192.0.2.2', { lladdr: '2:0:5E:10:0:1' });
    expect(made).toMatchObject({
      family: 'inet',
      address: '192.0.2.2',
      index: 5,
      lladdr,
      state: 'PERMANENT',
    });
    expect(made).toMatchObject({ flags: [], isProxy: false, protocol: undefined });
    expect(String(made)).toBe('neighbour 192.0.2.2 on eth0 in nowhere');
    expect(written('192.0.2.2', { lladdr, state: 'stale' }).state).toBe('STALE');
    expect(written('192.0.2.2', { lladdr, state: 'NOARP' }).state).toBe('NOARP');
  });

  it('is in no state where the kernel shall look for it', () => {
    expect(written('192.0.2.2', { use: true }).state).toBe('NONE');
    expect(written('192.0.2.2', { managed: true })).toMatchObject({ state: 'NONE', flags: ['managed'] });
  });

  it('carries its flags and who put it there', () => {
    const made = written('2001:DB8::2', { lladdr, router: true, externLearn: true, protocol: 'static' });
    expect(made).toMatchObject({ family: 'inet6', address: '2001:db8::2', protocol: 'static' });
    expect(made.flags).toEqual(['router', 'extern_learn']);
  });

  it('may be a proxy', () => {
    const made = written('192.0.2.2', { proxy: true });
    expect(made).toMatchObject({ isProxy: true, state: 'NONE', lladdr: undefined, flags: ['proxy'] });
    expect(String(made)).toBe('proxy neighbour 192.0.2.2 on eth0 in nowhere');
  });

  it("has an IPv4 tunnel's address as its bytes", () => {
    expect(written('192.0.2.2', { lladdr: '198.51.100.1' }).lladdr).toBe('c6:33:64:01');
  });

  it.each([
    [
      { lladdr: '02:00:5e:10:00:0g' },
      'lladdr: a link layer address such as 02:00:5e:10:00:01 is needed, got "02:00:5e:10:00:0g"',
    ],
    [{ lladdr: '' }, 'lladdr: a link layer address such as 02:00:5e:10:00:01 is needed, got ""'],
    [{ lladr: lladdr }, 'a neighbour has no option "lladr"; did you mean "lladdr"?'],
    [
      { lladdr, state: 'reachible' },
      'state: a neighbour has no state "reachible"; did you mean "reachable"?',
    ],
    [{ proxy: true, lladdr }, 'lladdr: a proxy entry has none'],
    [{ proxy: true, state: 'stale' }, 'state: a proxy entry has none'],
    [{ lladdr, protocol: 'statik' }, 'unknown protocol "statik"; did you mean "static"?'],
  ])('is refused before anything is sent: %j', (settings, message) => {
    expect(() => written('192.0.2.2', settings as NeighbourSettings)).toThrow(new InputError(message));
  });

  it('has an address without a length', () => {
    expect(() => parseIp('192.0.2.2/24', 'address')).toThrow(InputError);
  });

  it('is not looked for with a filter that there is not', () => {
    expect(() => checkNeighbourFilter({ sate: 'STALE' } as object)).toThrow(
      new InputError('a filter of neighbours has no option "sate"; did you mean "state"?'),
    );
  });
});

describe('a neighbour that a kernel told', () => {
  const views = captures()
    .filter(({ file }) => file.endsWith('/neighbour.hex'))
    .map(({ bytes, note }) => ({ note, told: new Neighbour(nowhere, neighbour.decode(bytes), 'v0') }));
  const of = (configuration: string) =>
    views.filter(({ note }) => note.startsWith(`${configuration}:`)).map(({ told }) => told);

  it('is in every state that the configurations put it in', () => {
    const states = new Set(of('neigh-ipv4').map(({ state }) => state));
    expect(states).toContain('PERMANENT');
    expect(states.size).toBeGreaterThan(3);
    for (const told of of('neigh-ipv4')) {
      expect(told.address).toMatch(/^192\.0\.2\.\d+$/);
      if (told.state !== 'FAILED' && told.state !== 'INCOMPLETE')
        expect(told.lladdr).toMatch(/^02:00:00:00:01:/);
      expect(told.used).toBeGreaterThanOrEqual(0);
      expect(told.confirmed).toBeGreaterThanOrEqual(0);
      expect(told.updated).toBeLessThan(60);
      expect(told.probes).toBeGreaterThanOrEqual(0);
    }
  });

  it('has the flags that the configurations gave it', () => {
    const told = (address: string) => of('neigh-flags').find((each) => each.address === address);
    const flags = of('neigh-flags').map((each) => each.flags.join());
    expect(flags).toContain('extern_learn');
    expect(told('192.0.2.3')?.protocol ?? told('192.0.2.4')?.protocol).toMatch(/^(static|99)$/);
    expect(of('neigh-proxy').every(({ isProxy, used }) => isProxy && used === undefined)).toBe(true);
    expect(of('neigh-proxy').length).toBeGreaterThan(0);
  });
});
