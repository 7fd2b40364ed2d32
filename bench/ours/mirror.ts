// mirror NETNS: all IPv4 routes into a mirror; then what they take in memory, and looking routes up.
import { mirror } from '../../src/index.ts';
import { tell } from './routes.ts';

declare const gc: () => void;

const [netns = ''] = process.argv.slice(2);
const resident = () => {
  gc();
  gc();
  return process.memoryUsage.rss();
};
// What the program itself needs is there before anything is measured.
await (await mirror(netns, { objects: ['route'], families: ['inet6'], persistent: false })).close();
const before = resident();
const began = performance.now();
const live = await mirror(netns, { objects: ['route'], families: ['inet'], persistent: false });
const took = performance.now() - began;
const bytes = resident() - before;
const { routes } = live;
const addresses = Array.from({ length: 400_000 }, (_, i) => {
  const which = Math.trunc((((i * 2654435761) % 2 ** 32) / 2 ** 32) * routes.size);
  return `${16 + (which >> 16)}.${(which >> 8) & 255}.${which & 255}.${i & 255}`;
});

/** How many of the addresses have a route. */
function look(from: number, to: number): number {
  let found = 0;
  for (let i = from; i < to; i++) if (routes.lookup(addresses[i] as string) !== undefined) found++;
  return found;
}

// The compiler's time is not the look-up's.
const half = addresses.length / 2;
let found = look(0, half);
const looked = performance.now();
found += look(half, addresses.length);
const lookup = ((performance.now() - looked) / half) * 1e6;
if (found < addresses.length * 0.99) throw new Error(`${found} of ${addresses.length} addresses had a route`);
tell(routes.size, took, { bytes, lookup: Math.round(lookup), held: routes.bytes });
await live.close();
