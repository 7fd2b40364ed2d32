// change NETNS INTERFACE add|delete N shuffled|sorted: N routes in a batch, every failure attributed.
import { connect, link } from '../../src/index.ts';
import { change, order, tell } from './routes.ts';

const [netns = '', ifname = '', operation = '', amount = '', by = ''] = process.argv.slice(2);
const n = Number(amount);
await using netlink = connect({ netns });
const oif = (await netlink.request(link, 'RTM_GETLINK', { ifname })).header.index;

function* requests() {
  for (let i = 0; i < n; i++) yield change(operation, order(i, n, by), oif);
}

const began = performance.now();
const { ok, failures } = await netlink.batch(requests());
const took = performance.now() - began;
if (failures[0] !== undefined) throw failures[0].error;
tell(ok, took);
