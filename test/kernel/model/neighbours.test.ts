import { describe, expect, it } from 'vitest';
import { Namespace, type NeighbourOptions } from '../../../src/index.ts';
import { has } from '../configurations/build.ts';
import { Sides, shell, shown } from './sides.ts';

const lladdr = '02:00:5e:10:00:01';
/** Timers so long that no entry changes state while it is looked at. */
const setup = [
  'ip link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11',
  'for d in v0 v1; do ip link set $d addrgenmode none; ip link set $d up; done',
  ...['ipv4', 'ipv6'].flatMap((family) =>
    ['delay_first_probe_time 3600', 'retrans_time_ms 3600000', 'base_reachable_time_ms 3600000'].map(
      (setting) => {
        const [name, value] = setting.split(' ');
        return `echo ${value} > /proc/sys/net/${family}/neigh/v0/${name}`;
      },
    ),
  ),
  'ip addr add 192.0.2.1/24 dev v0',
];

type Settings = NeighbourOptions & { readonly proxy?: false };

/** An address, options without `dev`, and the words of `ip neigh add`. */
const cases: readonly (readonly [address: string, options: Omit<Settings, 'dev'>, words: string])[] = [
  ['192.0.2.2', { lladdr }, `lladdr ${lladdr}`],
  ['192.0.2.3', { lladdr, state: 'reachable' }, `lladdr ${lladdr} nud reachable`],
  ['192.0.2.4', { lladdr, state: 'STALE', protocol: 'static' }, `lladdr ${lladdr} nud stale protocol static`],
  ['192.0.2.5', { lladdr, state: 'noarp' }, `lladdr ${lladdr} nud noarp`],
  ['192.0.2.6', { lladdr, state: 'stale', externLearn: true }, `lladdr ${lladdr} nud stale extern_learn`],
  ['192.0.2.7', { state: 'failed' }, 'nud failed'],
  ['192.0.2.8', { use: true }, 'use'],
  ['192.0.2.9', { managed: true }, 'managed'],
  ['2001:db8::2', { lladdr, router: true }, `lladdr ${lladdr} router`],
  ['2001:db8::3', { lladdr, state: 'probe', protocol: 99 }, `lladdr ${lladdr} nud probe protocol 99`],
];

/** What `ip` shows of both, without what the kernel put there itself and without clocks. */
function both(sides: Sides): { ours: unknown[]; theirs: unknown[] } {
  const { ours, theirs } = sides.shown('ip -j -d neigh show nud all dev v0');
  const own = (entries: unknown[]) => entries.filter((entry) => !/"(224|ff02)/.test(JSON.stringify(entry)));
  return { ours: own(ours), theirs: own(theirs) };
}

describe('neighbours', () => {
  it('are added, changed and deleted as ip does it', async () => {
    await using sides = new Sides(setup);
    const { neighbours } = sides.ours;
    for (const [address, options, words] of cases) {
      const made = await neighbours.add(address, { dev: 'v0', ...options });
      expect(made).toMatchObject({ address, dev: 'v0' });
      sides.do(`ip neigh add ${address} dev v0 ${words}`);
      expect(both(sides).ours, words).toEqual(both(sides).theirs);
    }
    expect(both(sides).ours).toHaveLength(cases.length);
    await neighbours.replace('192.0.2.2', { dev: 'v0', lladdr: '02:00:5e:10:00:02' });
    sides.do('ip neigh replace 192.0.2.2 lladdr 02:00:5e:10:00:02 dev v0');
    await neighbours.replace('192.0.2.20', { dev: 'v0', lladdr });
    sides.do(`ip neigh replace 192.0.2.20 lladdr ${lladdr} dev v0`);
    expect((await neighbours.change('192.0.2.3', { dev: 'v0', state: 'stale' })).lladdr).toBe(lladdr);
    sides.do('ip neigh change 192.0.2.3 dev v0 nud stale');
    expect(both(sides).ours).toEqual(both(sides).theirs);
    for (const [address] of cases) {
      await neighbours.delete(address, { dev: 'v0' });
      sides.do(`ip neigh del ${address} dev v0`);
      expect(both(sides).ours, address).toEqual(both(sides).theirs);
    }
    const left = await neighbours.get('192.0.2.20', { dev: 'v0' });
    await left.delete();
    expect(both(sides).ours).toEqual([]);
  });

  it('are listed as ip lists them, with every filter', async () => {
    await using sides = new Sides(setup);
    const { ours } = sides;
    for (const [address, , words] of cases) shell(ours, `ip neigh add ${address} dev v0 ${words}`);
    const told = async (filter: Parameters<typeof ours.neighbours.list>[0]) =>
      (await ours.neighbours.list(filter)).map(({ address, dev, lladdr: mac, state }) => ({
        dst: address,
        dev,
        ...(mac !== undefined && { lladdr: mac }),
        state: [state],
      }));
    const words = async (line: string, filter: Parameters<typeof ours.neighbours.list>[0]) => {
      const clean = shown(ours, `ip -j neigh show ${line}`).map((entry) => {
        const { dst, dev, lladdr: mac, state } = entry as Record<string, unknown>;
        return { dst, dev: dev ?? 'v0', ...(mac !== undefined && { lladdr: mac }), state };
      });
      const sorted = (entries: unknown[]) => entries.map((entry) => JSON.stringify(entry)).sort();
      expect(sorted(await told(filter)), line).toEqual(sorted(clean));
      return clean.length;
    };
    expect(await words('', {})).toBeGreaterThan(5);
    await words('nud all', { state: 'all' });
    await words('dev v0 nud all', { dev: 'v0', state: 'all' });
    expect(await words('to 192.0.2.0/30', { to: '192.0.2.0/30' })).toBe(2);
    // ip adds what was learned externally, in whatever state.
    const permanent = await ours.neighbours.list({ state: ['permanent', 'FAILED'] });
    expect(permanent.map(({ address }) => address).sort()).toEqual(['192.0.2.2', '192.0.2.7', '2001:db8::2']);
    expect(await told({ dev: 'v1' })).toEqual([]);
    expect(
      (await ours.neighbours.list({ family: 'inet6', dev: 'v0' })).map(({ address }) => address).sort(),
    ).toEqual(['2001:db8::2', '2001:db8::3']);
    expect((await ours.neighbours.list({ protocol: 'static' })).map(({ address }) => address)).toEqual([
      '192.0.2.4',
    ]);
    shell(ours, 'ip link add br0 type bridge; ip link set v0 master br0');
    expect(await told({ master: 'br0' })).toEqual(await told({ dev: 'v0' }));
    expect(await told({ master: 'br0', dev: 'v1' })).toEqual([]);
  });

  it('are flushed as ip does it: not what is permanent or needs no ARP', async () => {
    await using sides = new Sides(setup);
    const { ours } = sides;
    const lines = cases
      .filter(([, { externLearn }]) => externLearn !== true)
      .map(([address, , words]) => `ip neigh add ${address} dev v0 ${words}`);
    for (const line of lines) {
      shell(ours, line);
      sides.do(line);
    }
    expect(await ours.neighbours.flush({ dev: 'v0' })).toBeGreaterThan(3);
    sides.do('ip neigh flush dev v0');
    expect(both(sides).ours).toEqual(both(sides).theirs);
    expect(both(sides).ours).toHaveLength(3);
    expect(await ours.neighbours.flush({ dev: 'v0', state: ['permanent'] })).toBe(2);
    sides.do('ip neigh flush dev v0 nud permanent');
    expect(both(sides).ours).toEqual(both(sides).theirs);
  });

  it('may be proxies', async () => {
    await using sides = new Sides(setup);
    const { neighbours, links } = sides.ours;
    const made = await neighbours.add('192.0.2.50', { dev: 'v0', proxy: true, protocol: 'static' });
    expect(String(made)).toBe(`proxy neighbour 192.0.2.50 on v0 in ${sides.ours}`);
    const v1 = await links.get('v1');
    await v1.neighbours.add('2001:db8::50', { proxy: true, router: true });
    sides.do('ip neigh add proxy 192.0.2.50 dev v0 protocol static');
    sides.do('ip neigh add proxy 2001:db8::50 dev v1 router');
    const proxies = () => sides.shown('ip -j neigh show proxy');
    expect(proxies().ours).toEqual(proxies().theirs);
    expect(proxies().ours).toHaveLength(2);
    expect((await neighbours.list({ proxy: true })).map(({ address }) => address)).toEqual([
      '192.0.2.50',
      '2001:db8::50',
    ]);
    expect((await v1.neighbours.list({ proxy: true })).map(({ flags }) => flags)).toEqual([
      ['router', 'proxy'],
    ]);
    await made.delete();
    await v1.neighbours.delete('2001:db8::50', { proxy: true });
    expect(proxies().ours).toEqual([]);
    await expect(made.delete()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('are one for all IPv4 addresses on the loopback and on point-to-point interfaces', async ({ skip }) => {
    const tun = has('tun');
    const lines = tun ? ['ip tuntap add dev t0 mode tun; ip link set t0 up'] : [];
    await using sides = new Sides(['ip link set lo up', ...lines]);
    const { neighbours } = sides.ours;
    for (const dev of tun ? ['lo', 't0'] : ['lo']) {
      const same = () => {
        const { ours, theirs } = sides.shown(`ip -j neigh show nud all dev ${dev}`);
        expect(ours).toEqual(theirs);
        return ours;
      };
      const made = await neighbours.add('192.0.2.2', { dev, lladdr });
      sides.do(`ip neigh add 192.0.2.2 lladdr ${lladdr} dev ${dev}`);
      expect(made).toMatchObject({ address: '0.0.0.0', dev, state: 'PERMANENT' });
      expect(same()).toHaveLength(1);
      // Another address changes it, although there is one already.
      const again = await neighbours.add('192.0.2.3', { dev, lladdr: '02:00:5e:10:00:02' });
      sides.do(`ip neigh add 192.0.2.3 lladdr 02:00:5e:10:00:02 dev ${dev}`);
      expect(again.address).toBe('0.0.0.0');
      expect(same()).toHaveLength(1);
      await expect(neighbours.delete('192.0.2.3', { dev })).rejects.toMatchObject({ code: 'ENOENT' });
      const v6 = await neighbours.add('2001:db8::2', { dev, lladdr });
      sides.do(`ip neigh add 2001:db8::2 lladdr ${lladdr} dev ${dev}`);
      expect(v6.address).toBe('2001:db8::2');
      expect(same()).toHaveLength(2);
      await again.delete();
      sides.do(`ip neigh del 0.0.0.0 dev ${dev}`);
      expect(same()).toHaveLength(1);
    }
    if (!tun) skip('this machine lacks tun, so the loopback alone was tried');
  });

  it('have their own addresses where ARP is off', async () => {
    await using sides = new Sides([...setup, 'ip link set v0 arp off']);
    const made = await sides.ours.neighbours.add('192.0.2.2', { dev: 'v0', lladdr });
    sides.do(`ip neigh add 192.0.2.2 lladdr ${lladdr} dev v0`);
    expect(made).toMatchObject({ address: '192.0.2.2', lladdr, state: 'PERMANENT' });
    expect(both(sides).ours).toEqual(both(sides).theirs);
  });

  it('are refused in a sentence that names them, and leave nothing behind', async () => {
    await using sides = new Sides(setup);
    const { ours } = sides;
    const { neighbours } = ours;
    await expect(neighbours.add('192.0.2.2', { dev: 'v0' })).rejects.toThrow(
      `cannot add neighbour 192.0.2.2 on v0 in ${ours}: No link layer address given (EINVAL); say lladdr`,
    );
    // The kernel had left one.
    expect(await neighbours.find('192.0.2.2', 'v0')).toBeUndefined();
    await neighbours.add('192.0.2.2', { dev: 'v0', lladdr });
    await expect(neighbours.add('192.0.2.2', { dev: 'v0', lladdr })).rejects.toThrow(
      `cannot add neighbour 192.0.2.2 on v0 in ${ours}: file exists (EEXIST); there is an entry already: use replace()`,
    );
    await expect(neighbours.change('192.0.2.3', { dev: 'v0', lladdr })).rejects.toThrow(
      `cannot change neighbour 192.0.2.3 on v0 in ${ours}: no such file or directory (ENOENT); there is no entry to change`,
    );
    await expect(neighbours.delete('192.0.2.3', { dev: 'v0' })).rejects.toThrow(
      `cannot delete neighbour 192.0.2.3 on v0 in ${ours}: no such file or directory (ENOENT)`,
    );
    await expect(neighbours.get('192.0.2.3', { dev: 'v0' })).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(neighbours.add('192.0.2.3', { dev: 'v9', lladdr })).rejects.toThrow(
      /v9 .*did you mean "v[01]"\?/,
    );
  });

  it('are learned from traffic', async () => {
    await using sides = new Sides(['ip link set lo up']);
    const { ours, theirs } = sides;
    shell(
      ours,
      `ip link add e0 type veth peer name e1 netns ${theirs}; ip addr add 192.0.2.1/24 dev e0; ip link set e0 up`,
    );
    shell(theirs, 'ip addr add 192.0.2.2/24 dev e1; ip link set e1 up');
    await ours.run('ping', ['-q', '-c', '1', '-W', '2', '192.0.2.2']);
    const e0 = await ours.links.get('e0');
    const learned = await e0.neighbours.get('192.0.2.2');
    expect(learned).toMatchObject({
      state: 'REACHABLE',
      lladdr: (await theirs.links.get('e1')).mac,
      flags: [],
    });
    expect(learned.confirmed).toBeLessThan(30);
    expect((await learned.interface()).name).toBe('e0');
    expect((await ours.neighbours.find('192.0.2.2'))?.dev).toBe('e0');
    expect(await e0.neighbours.flush()).toBeGreaterThan(0);
    expect(await e0.neighbours.find('192.0.2.2')).toBeUndefined();
    expect(Namespace.list()).toContain(ours.name);
  });
});
