import type { Lab } from './lab.ts';
import { uplink } from './lab.ts';
import type { Options } from './options.ts';
import { type Reading, read, reading, start } from './processes.ts';
import type { Work } from './works.ts';

/** The command line of one of our programs, or of the C programs. */
type Program = (name: string, ...args: (string | number)[]) => Promise<string[]>;

/** What the programs of the mirror tell besides. */
interface MirrorReading extends Reading {
  /** Nanoseconds to look a route up. */
  readonly lookup?: number;
  /** When the mirror had all events: milliseconds since 1970. */
  readonly at?: number;
  /** Whether it was equal to a dump then. */
  readonly equal?: boolean;
}

/** What the mirror costs, beside the C program that dumps. */
export function mirrorWorks(lab: Lab, { quick }: Options, ours: Program, floor: Program): Work[] {
  const size = quick ? { routes: 50_000, events: 20_000 } : { routes: 1_000_000, events: 400_000 };
  const amount = (n: number) => n.toLocaleString('en-US');

  const filled = () =>
    lab.namespace('shuffled4', async (path) => {
      await read(await floor('routes', path, uplink, 4, 'add', size.routes, 1000, 'shuffled'));
    });
  const mirrored = async (): Promise<MirrorReading> => read(await ours('mirror', await filled()));

  /** Lets a mirror follow a storm; seconds from its end until the mirror was equal to a dump, and its reading. */
  async function followed(): Promise<{ behind: number; told: MirrorReading }> {
    const path = await lab.namespace('changes');
    await lab.reset('changes');
    const command = await ours('mirror-storm', path, size.events);
    const listener = start(command);
    await new Promise<void>((resolve, reject) => {
      listener.child.stdout?.once('data', () => resolve());
      listener.finished.catch(reject);
    });
    await read(await floor('storm', path, uplink, size.events));
    const ended = Date.now();
    const told: MirrorReading = reading((await listener.finished).stdout, command);
    if (told.equal !== true) throw new Error('the mirror was not equal to a dump');
    return { behind: Math.max(0, (told.at ?? Number.NaN) - ended) / 1000, told };
  }

  return [
    {
      name: 'mirror',
      title: `${amount(size.routes)} IPv4 routes into the mirror`,
      unit: 's',
      budget: 1.5,
      floor: async () => (await read(await floor('dump', await filled(), 4))).seconds,
      ours: async () => (await mirrored()).seconds,
      peers: {},
    },
    {
      name: 'mirror-memory',
      title: 'a route in the mirror, all included',
      unit: 'bytes',
      budget: 250,
      ours: async () => {
        const { bytes = Number.NaN, count } = await mirrored();
        return bytes / count;
      },
      peers: {},
    },
    {
      name: 'mirror-lookup',
      title: 'the longest prefix for an address, among them',
      unit: 'us',
      budget: 1,
      ours: async () => ((await mirrored()).lookup ?? Number.NaN) / 1000,
      peers: {},
    },
    {
      name: 'mirror-storm',
      title: `the mirror equal to a dump after ${amount(size.events)} route events at full speed`,
      unit: 's',
      budget: 1,
      ours: async () => (await followed()).behind,
      peers: {},
    },
    {
      name: 'mirror-storm-delay',
      title: 'delay of the event loop in that storm, p99',
      unit: 'ms',
      budget: 50,
      ours: async () => (await followed()).told.delay ?? Number.NaN,
      peers: {},
    },
    {
      name: 'mirror-change',
      title: 'from asking for a change until its event, p99',
      unit: 'ms',
      budget: 1,
      ours: async () =>
        (await read(await ours('mirror-change', await lab.namespace('changes'), uplink, 2000))).delay ??
        Number.NaN,
      peers: {},
    },
  ];
}
