// mirror-change NETNS INTERFACE N: routes added and deleted one by one; the delay is from before the request until the
// mirror tells of it, which includes what the kernel takes: p99, milliseconds.
import { link, mirror, Namespace, NLM_F, route } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', ifname = '', amount = ''] = process.argv.slice(2);
await using namespace = Namespace.open(netns);
await using live = await mirror(namespace, { objects: ['route'], families: ['inet'] });
const { connection } = namespace;
const { index } = (await connection.request(link, 'RTM_GETLINK', { ifname })).header;
const header = { family: 'inet', dstLen: 32, table: 'main', protocol: 'static', type: 'unicast' } as const;
const delays: number[] = [];
const began = performance.now();
for (let n = 0; n < Number(amount); n++) {
  const input = { header, dst: `10.1.${(n >> 8) & 255}.${n & 255}`, oif: index };
  for (const type of ['RTM_NEWROUTE', 'RTM_DELROUTE'] as const) {
    const seen = new Promise<void>((resolve) =>
      live.once(type === 'RTM_NEWROUTE' ? 'added' : 'removed', () => resolve()),
    );
    const asked = performance.now();
    const answered = connection.request(route, type, input, {
      flags: type === 'RTM_NEWROUTE' ? NLM_F.CREATE : 0,
    });
    await seen;
    delays.push(performance.now() - asked);
    await answered;
  }
}
delays.sort((one, other) => one - other);
tell(delays.length, performance.now() - began, { delay: delays[Math.floor(delays.length * 0.99)] });
