import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lab, uplink } from './lab.ts';
import { labWorks } from './lab-works.ts';
import { median } from './median.ts';
import { mirrorWorks } from './mirror-works.ts';
import type { Options } from './options.ts';
import type { Peer } from './peers.ts';
import { type Reading, read, reading, run, start } from './processes.ts';

/** Does the work once; what it gives is in the work's unit. */
export type Side = () => Promise<number>;

export interface Work {
  readonly name: string;
  readonly title: string;
  readonly unit: 's' | 'ms' | 'us' | 'bytes' | 'lost';
  /** What ours may be: times the floor, or in the unit itself where there is no floor. */
  readonly budget?: number;
  readonly floor?: Side;
  readonly ours?: Side;
  readonly peers: Readonly<Record<string, Side>>;
  /** False for what a machine without netlink can do too. */
  readonly needsKernel?: false;
}

const order = { shuffled: 'in no order', sorted: 'in prefix order' } as const;
type Order = keyof typeof order;
type Operation = 'add' | 'delete';

/**
 * Everything that is measured. Each program gets `NETNS-PATH ...` as the floor programs document it; a peer runs
 * inside the namespace and gets `dump 4|6`, `get INTERFACE N`, `add INTERFACE N` or `delete INTERFACE N`, the routes
 * being those of floor/route.h in shuffled order. Each prints {"count", "seconds"}.
 */
export function works(lab: Lab, options: Options, peers: readonly Peer[]): Work[] {
  const size = options.quick
    ? { v4: 50_000, v6: 20_000, gets: 2_000, changes: 20_000, events: 20_000, decodes: 50_000 }
    : { v4: 1_000_000, v6: 200_000, gets: 20_000, changes: 200_000, events: 400_000, decodes: 1_000_000 };
  const amount = (n: number) => n.toLocaleString('en-US');
  const floor = async (name: string, ...args: (string | number)[]) => [
    await lab.compiled(`floor/${name}.c`),
    ...args.map(String),
  ];
  const ours = async (name: string, ...args: (string | number)[]) => [
    options.node,
    '--expose-gc',
    await lab.bundled(`ours/${name}.ts`),
    ...args.map(String),
  ];
  const routes = async (path: string, family: 4 | 6, operation: Operation, n: number, by: Order) =>
    read(await floor('routes', path, uplink, family, operation, n, 1000, by));

  const filled = (family: 4 | 6, n: number, by: Order) =>
    lab.namespace(`${by}${family}`, async (path) => {
      await routes(path, family, 'add', n, by);
    });

  function dump(family: 4 | 6, n: number, by: Order): Work {
    const label = `${by}${family}`;
    const inside = (peer: Peer) => async () => {
      await filled(family, n, by);
      return counted(
        n,
        await read(['ip', 'netns', 'exec', lab.name(label), ...peer.command, 'dump', `${family}`]),
      );
    };
    const ip =
      (...flags: string[]) =>
      async () => {
        await filled(family, n, by);
        return (await run(['ip', '-n', lab.name(label), ...flags, `-${family}`, 'route', 'show'], 'ignore'))
          .wall;
      };
    return {
      name: by === 'shuffled' ? `dump${family}` : `dump${family}-sorted`,
      title: `dump ${amount(n)} IPv${family} routes learned ${order[by]}`,
      unit: 's',
      budget: 1.15,
      floor: async () => counted(n, await read(await floor('dump', await filled(family, n, by), family))),
      ours: async () => counted(n, await read(await ours('dump', await filled(family, n, by), family))),
      peers: {
        ...Object.fromEntries(peers.filter((p) => p.does.includes('dump')).map((p) => [p.name, inside(p)])),
        'ip route show': ip(),
        'ip -j route show': ip('-j'),
      },
    };
  }

  function change(operation: Operation, by: Order): Work {
    const n = size.changes;
    const ready = async () => {
      const path = await lab.namespace('changes');
      await lab.reset('changes');
      if (operation === 'delete') await routes(path, 4, 'add', n, by);
      return path;
    };
    const inside = (peer: Peer) => async () => {
      await ready();
      const command = ['ip', 'netns', 'exec', lab.name('changes'), ...peer.command];
      return counted(n, await read([...command, operation, uplink, `${n}`]));
    };
    const ip = async () => {
      await ready();
      const file = batchFile(operation, n);
      return (await run(['ip', '-n', lab.name('changes'), '-batch', file], 'ignore')).wall;
    };
    return {
      name: by === 'shuffled' ? operation : `${operation}-sorted`,
      title: `${operation} ${amount(n)} IPv4 routes ${order[by]}`,
      unit: 's',
      budget: 1.1,
      floor: async () => counted(n, await routes(await ready(), 4, operation, n, by)),
      ours: async () => counted(n, await read(await ours('change', await ready(), uplink, operation, n, by))),
      peers:
        by === 'sorted'
          ? {}
          : {
              'one by one (C)': async () => {
                const command = await floor('routes', await ready(), uplink, 4, operation, n, 1, by);
                return counted(n, await read(command));
              },
              ...Object.fromEntries(
                peers.filter((p) => p.does.includes(operation)).map((p) => [p.name, inside(p)]),
              ),
              'ip -batch': ip,
            },
    };
  }

  function batchFile(operation: Operation, n: number): string {
    const file = join(lab.folder, `${operation}.batch`);
    if (!existsSync(file)) {
      const lines = Array.from({ length: n }, (_, i) => {
        const which = Number((BigInt(i) * 2654435761n) % BigInt(n));
        const address = [16 + (which >> 16), (which >> 8) & 255, which & 255, 0].join('.');
        return `route ${operation} ${address}/24 via 10.0.0.2 dev ${uplink} proto static\n`;
      });
      writeFileSync(file, lines.join(''));
    }
    return file;
  }

  /** Route messages as the kernel sends them, kept in a file. */
  const captured = async () => {
    const file = join(lab.folder, 'routes.bin');
    if (!existsSync(file)) {
      if (lab.hasNetlink) await read(await floor('dump', await filled(4, size.v4, 'shuffled'), 4, file));
      else await read(await ours('messages', file, size.v4));
    }
    return file;
  };

  function decode(how: 'dropped' | 'read' | 'kept'): Work {
    return {
      name: `decode-${how}`,
      title: `decode ${amount(size.decodes)} route messages, ${how}`,
      unit: 's',
      floor: async () => counted(size.decodes, await read(await floor('decode', await captured(), how))),
      ours: async () => counted(size.decodes, await read(await ours('decode', await captured(), how))),
      needsKernel: false,
      peers: {},
    };
  }

  const memory: Work = {
    name: 'memory',
    title: 'a kept route message, its own bytes included',
    unit: 'bytes',
    budget: 160,
    ours: async () => {
      const { count, bytes = Number.NaN } = await read(await ours('decode', await captured(), 'kept'));
      return bytes / count;
    },
    needsKernel: false,
    peers: {},
  };

  const get: Work = {
    name: 'get',
    title: 'get one link by index',
    unit: 'us',
    budget: 2,
    floor: async () =>
      each(await read(await floor('get', await lab.namespace('changes'), uplink, size.gets))),
    ours: async () => each(await read(await ours('get', await lab.namespace('changes'), uplink, size.gets))),
    peers: Object.fromEntries(
      peers
        .filter((peer) => peer.does.includes('get'))
        .map((peer) => [
          peer.name,
          async () => {
            await lab.namespace('changes');
            const command = ['ip', 'netns', 'exec', lab.name('changes'), ...peer.command];
            return each(await read([...command, 'get', uplink, '2000']));
          },
        ]),
    ),
  };

  const storm: Work = {
    name: 'storm',
    title: `receive ${amount(size.events)} route events at full speed`,
    unit: 'lost',
    budget: 0,
    floor: async () => {
      const path = await stormy();
      const command = await floor('listen', path, size.events, 64 << 20);
      return lost(await during(command, path));
    },
    ours: async () => lost(await stormed()),
    peers: {
      'ip monitor': async () => {
        const path = await stormy();
        const listener = start(['ip', '-n', lab.name('changes'), 'monitor', 'route']);
        await delay(500);
        await read(await floor('storm', path, uplink, size.events));
        await quiet(listener.said);
        const lines = listener.said().split('\n');
        listener.child.kill();
        await listener.finished.catch(() => {});
        return size.events - lines.filter((line) => / via 10\.0\.0\.2 /.test(line)).length;
      },
    },
  };

  const stormDelay: Work = {
    name: 'storm-delay',
    title: 'delay of the event loop in that storm, p99',
    unit: 'ms',
    budget: 50,
    ours: async () => (await stormed()).delay ?? Number.NaN,
    peers: {},
  };

  const cli: Work = {
    name: 'cli',
    title: 'rtnl-dump link, beside node -e 0',
    unit: 's',
    budget: 1.25,
    floor: () => wall(options.node, '-e', '0'),
    ours: () => wall(options.node, 'dist/rtnl-dump.cjs', 'link'),
    peers: { 'ip link': () => wall('ip', 'link') },
  };

  const stormed = async () => {
    const path = await stormy();
    return during(await ours('storm', path, size.events), path);
  };

  const stormy = async () => {
    const path = await lab.namespace('changes');
    await lab.reset('changes');
    return path;
  };

  /** Runs a listener, and the storm once the listener says `ready`. */
  async function during(command: readonly string[], path: string): Promise<Reading> {
    const listener = start(command);
    await new Promise<void>((resolve, reject) => {
      listener.child.stdout?.once('data', () => resolve());
      listener.finished.catch(reject);
    });
    await read(await floor('storm', path, uplink, size.events));
    return reading((await listener.finished).stdout, command);
  }

  return [
    decode('dropped'),
    decode('read'),
    decode('kept'),
    memory,
    dump(4, size.v4, 'shuffled'),
    dump(4, size.v4, 'sorted'),
    dump(6, size.v6, 'shuffled'),
    get,
    change('add', 'shuffled'),
    change('add', 'sorted'),
    change('delete', 'shuffled'),
    change('delete', 'sorted'),
    storm,
    stormDelay,
    cli,
    ...labWorks(lab, options, ours),
    ...mirrorWorks(lab, options, ours, floor),
  ];
}

/** A program that did less work than it was given is not fast. */
function counted(n: number, { count, seconds }: Reading): number {
  // A table also holds the routes of the interfaces themselves: fewer than twenty.
  if (count < n || count > n + 20) throw new Error(`expected ${n}, got ${count}`);
  return seconds;
}

function each({ count, seconds }: Reading): number {
  return (seconds / count) * 1e6;
}

/** How long a short program takes, from start to end: the median of ten. */
async function wall(...command: string[]): Promise<number> {
  const walls: number[] = [];
  for (let i = 0; i < 10; i++) walls.push((await run(command, 'ignore')).wall);
  return median(walls);
}

function lost(listener: Reading): number {
  if (listener.lost === undefined) throw new Error('the listener did not say how many events it lost');
  return listener.lost;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until nothing new was said for a second. */
async function quiet(said: () => string): Promise<void> {
  for (let before = -1; before !== said().length; ) {
    before = said().length;
    await delay(1000);
  }
}
