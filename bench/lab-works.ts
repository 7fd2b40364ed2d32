import type { Lab } from './lab.ts';
import type { Options } from './options.ts';
import { read, run } from './processes.ts';
import type { Work } from './works.ts';

/** The command line of one of our programs. */
type Ours = (name: string, ...args: (string | number)[]) => Promise<string[]>;

/** What the object model builds, beside a script that builds the same with an `ip` a step. */
export function labWorks(lab: Lab, { quick, node }: Options, ours: Ours): Work[] {
  const size = quick ? { builds: 5, pairs: 20, script: 10 } : { builds: 20, pairs: 1000, script: 100 };
  const containers = lab.name('lab7-');

  /** Builds lab L7 in the namespace that is its host; takes it down, and waits until the kernel has. */
  async function built(build: (host: string) => Promise<number>): Promise<number> {
    const host = await lab.namespace('lab7');
    try {
      return await build(host);
    } finally {
      await run(await ours('lab7', host, containers, 'delete'));
    }
  }
  const script = () =>
    built(async (host) => {
      const command = ['nsenter', `--net=${host}`, 'bench/floor/lab7.sh', containers, 'add'];
      return (await run(command)).wall;
    });

  return [
    {
      name: 'lab7',
      title: 'build lab L7 in a program that runs already, beside a script',
      unit: 's',
      budget: 1,
      floor: script,
      ours: async () => {
        const host = await lab.namespace('lab7');
        const { count, seconds } = await read(await ours('lab7', host, containers, size.builds));
        return seconds / count;
      },
      peers: {},
    },
    {
      name: 'lab7-start',
      title: 'build lab L7, the start of Node.js included, beside a script',
      unit: 's',
      budget: 1,
      floor: script,
      ours: () => built(async (host) => (await run(await ours('lab7', host, containers, 'add'))).wall),
      peers: { 'node -e 0': async () => (await run([node, '-e', '0'])).wall },
    },
    {
      name: 'pairs',
      title: `a veth pair in a namespace of its own, made and deleted, ${size.pairs.toLocaleString('en-US')} times`,
      unit: 'us',
      budget: 1,
      floor: async () => {
        const { wall } = await run(['bench/floor/pairs.sh', lab.name('pair-'), `${size.script}`]);
        return (wall / size.script) * 1e6;
      },
      ours: async () => {
        const { count, seconds } = await read(await ours('pairs', lab.name('pair-'), size.pairs));
        return (seconds / count) * 1e6;
      },
      peers: {},
    },
    {
      name: 'pairs-memory',
      title: 'what the process grows by with each pair',
      unit: 'bytes',
      budget: 1024,
      ours: async () => (await read(await ours('pairs', lab.name('pair-'), size.pairs))).bytes ?? Number.NaN,
      peers: {},
    },
  ];
}
