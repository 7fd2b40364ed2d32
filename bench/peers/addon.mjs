// The npm package `netlink`, a native addon: see works.ts for the arguments and the JSON line.
import { createRequire } from 'node:module';

const [, , from, work, ...args] = process.argv;
const { createRtNetlink } = createRequire(from)('netlink');
const socket = createRtNetlink({ ref: true });

async function indexOf(name) {
  const links = await socket.getLinks();
  return links.find((link) => link.attrs.ifname === name).data.index;
}

let count;
let start;
if (work === 'dump') {
  start = performance.now();
  // Its own request() gives up after two seconds unless told otherwise.
  const routes = await socket.getRoutes({ family: args[0] === '6' ? 10 : 2 }, {}, { timeout: 300_000 });
  count = routes.length;
} else {
  const index = await indexOf(args[0]);
  count = Number(args[1]);
  start = performance.now();
  for (let i = 0; i < count; i++) {
    if (work === 'get') await socket.getLink({ index });
    else await change(index, i);
  }
}
console.log(JSON.stringify({ count, seconds: (performance.now() - start) / 1000 }));
socket.socket.close?.();
process.exit();

async function change(index, i) {
  const which = Number((BigInt(i) * 2654435761n) % BigInt(count));
  const dst = Buffer.alloc(4);
  dst.writeUInt32BE(0x10000000 + which * 256);
  const route = { family: 2, dstLen: 24, table: 254, protocol: 'STATIC', scope: 'UNIVERSE', type: 'UNICAST' };
  const attrs = { dst, gateway: Buffer.from([10, 0, 0, 2]), oif: index };
  if (work === 'add') await socket.newRoute(route, attrs, { flags: 0x600 });
  else await socket.delRoute(route, attrs);
}
