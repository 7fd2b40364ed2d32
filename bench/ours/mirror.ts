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
const addresses = Array.from({ length: 200_000 }, (_, i) => {
  const which = Math.trunc((((i * 2654435761) % 2 ** 32) / 2 ** 32) * routes.size);
  return `${16 + (which >> 16)}.${(which >> 8) & 255}.${which & 255}.${i & 255}`;
});
let found = 0;
const look = performance.now();
for (const address of addresses) if (routes.lookup(address) !== undefined) found++;
const lookup = ((performance.now() - look) / addresses.length) * 1e6;
if (found < addresses.length * 0.99) throw new Error(`${found} of ${addresses.length} addresses had a route`);
tell(routes.size, took, { bytes, lookup: Math.round(lookup), held: routes.bytes });
await live.close();
