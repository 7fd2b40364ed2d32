// dump NETNS 4|6: all routes into checked views, which are kept.
import { connect, route } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', family] = process.argv.slice(2);
await using netlink = connect({ netns });
const all = netlink.dump(route, 'RTM_GETROUTE', { header: { family: family === '6' ? 'inet6' : 'inet' } });

// The compiler's time is not the dump's: some ten thousand routes first.
let few = 20;
for await (const _ of all.datagrams()) if (--few === 0) break;
const began = performance.now();
const views = await all.all();
tell(views.length, performance.now() - began);
