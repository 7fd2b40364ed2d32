// change NETNS INTERFACE add|delete N shuffled|sorted: N routes in a batch, every failure attributed.
import { connect, link } from '../../src/index.ts';
import { change, order, tell } from './routes.ts';

const [netns = '', ifname = '', operation = '', amount = '', by = ''] = process.argv.slice(2);
const n = Number(amount);
await using netlink = connect({ netns });
const oif = (await netlink.request(link, 'RTM_GETLINK', { ifname })).header.index;

function* requests(operation: string, n: number, from = 0) {
  for (let i = 0; i < n; i++) yield change(operation, from + order(i, n, by), oif);
}

// The compiler's time is not the batch's: other routes, from 112.0.0.0 on, come and go first.
for (const first of ['add', 'delete']) await netlink.batch(requests(first, 20_000, 96 << 16));
const began = performance.now();
const { ok, failures } = await netlink.batch(requests(operation, n));
const took = performance.now() - began;
if (failures[0] !== undefined) throw failures[0].error;
tell(ok, took);
