// mirror-storm NETNS M [read]: follows M route events at the kernel's full speed. Prints `ready` once it listens; then how long
// after the last event the mirror was equal to a dump, and the delay of the event loop.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, mirror, route } from '../../src/index.ts';

const [netns = '', amount = '', reader] = process.argv.slice(2);
const events = Number(amount);
await using netlink = connect({ netns });
await using live = await mirror(netns, { objects: ['route'] });
let read = 0;
if (reader !== undefined) {
  void (async () => {
    for await (const _ of live) read++;
  })();
}
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
console.log('ready');
const began = performance.now();
let last = began;
let seen = -1;
let first = 0;
for (;;) {
  await sleep(5);
  const { health } = live;
  if (health.events !== seen) {
    if (seen > 0 && first === 0) first = last;
    seen = health.events;
    last = performance.now();
  } else if (seen > 0 && health.settled && performance.now() - last > 300) break;
  if (performance.now() - began > 60_000) throw new Error(`${seen} of ${events} events`);
}
delays.disable();
const dumped = await netlink.dump(route, 'RTM_GETROUTE', { header: { family: 'inet' } }).all();
const ours = [...live.routes.list({ family: 'inet' })].length;
const { health } = live;
console.log(
  JSON.stringify({
    count: events,
    seconds: (last - first) / 1000,
    read,
    equal: dumped.length === ours,
    ...health,
    delay: delays.percentile(99) / 1e6,
    at: performance.timeOrigin + last,
  }),
);
