// storm NETNS M: receives IPv4 route events until M have come or none came for a second, as floor/listen.c does, with
// the receive buffer that the library chooses. Tells too how late the event loop was meanwhile (p99, milliseconds).
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { connect } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', amount = ''] = process.argv.slice(2);
const m = Number(amount);
await using netlink = connect({ netns });

async function listen(): Promise<void> {
  const quiet = new AbortController();
  const events = netlink.events(['ipv4Route'], { signal: quiet.signal });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  console.log('ready');
  let [count, first, last] = [0, 0, 0];
  const patience = setInterval(() => {
    if (performance.now() - last > (first === 0 ? 30_000 : 1000)) quiet.abort();
  }, 100);
  last = performance.now();
  try {
    for await (const arrived of events.arrivals()) {
      last = performance.now();
      if (first === 0) {
        first = last;
        delay.enable();
      }
      for (const { $type } of arrived) if ($type === 'RTM_NEWROUTE' || $type === 'RTM_DELROUTE') count++;
      if (count >= m) break;
    }
  } catch (error) {
    if (!quiet.signal.aborted) throw error;
  }
  clearInterval(patience);
  tell(count, last - first, { lost: m - count, delay: delay.percentile(99) / 1e6 });
}

await listen();
