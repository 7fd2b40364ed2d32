// get NETNS INTERFACE N: one link by index, N times, each when the one before is answered.
import { connect, link } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', ifname = '', times = ''] = process.argv.slice(2);
const count = Number(times);
await using netlink = connect({ netns });
const { index } = (await netlink.request(link, 'RTM_GETLINK', { ifname })).header;
const get = () => netlink.request(link, 'RTM_GETLINK', { header: { index } });
// The compiler's time is not the request's.
for (let i = 0; i < Math.min(count, 2000); i++) await get();
const began = performance.now();
for (let i = 0; i < count; i++) {
  if ((await get()).header.index !== index) throw new Error('not the link that was asked for');
}
tell(count, performance.now() - began);
