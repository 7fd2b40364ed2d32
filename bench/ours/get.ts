// get NETNS INTERFACE N: one link by index, N times, each when the one before is answered.
import { connect, link } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', ifname = '', times = ''] = process.argv.slice(2);
const count = Number(times);
await using netlink = connect({ netns });
const { index } = (await netlink.request(link, 'RTM_GETLINK', { ifname })).header;

// Not at the top of the module, where each await would save all of the bundle's variables.
async function ask(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const { header } = await netlink.request(link, 'RTM_GETLINK', { header: { index } });
    if (header.index !== index) throw new Error('not the link that was asked for');
  }
}

// The compiler's time is not the request's.
await ask(count);
const began = performance.now();
await ask(count);
tell(count, performance.now() - began);
