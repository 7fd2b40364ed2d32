// dump NETNS 4|6: all routes into checked views, which are kept.
import { connect, route } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', family] = process.argv.slice(2);
await using netlink = connect({ netns });
const began = performance.now();
const views = await netlink
  .dump(route, 'RTM_GETROUTE', { header: { family: family === '6' ? 'inet6' : 'inet' } })
  .all();
tell(views.length, performance.now() - began);
