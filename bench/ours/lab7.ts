// lab7 NETNS PREFIX add|delete|N: two containers behind a bridge, as floor/lab7.sh builds them; or builds and deletes
// them N times, and tells of the building alone.
import { Namespace } from '../../src/index.ts';
import { tell } from './routes.ts';

const [netns = '', prefix = '', what = ''] = process.argv.slice(2);
await using host = Namespace.open(netns);

async function add(): Promise<void> {
  const br0 = await host.links.add({ kind: 'bridge', name: 'br0', addresses: ['172.18.0.1/12'], up: true });
  for (const i of [0, 1]) {
    await using net = Namespace.create(`${prefix}net${i}`);
    await host.links.add({
      kind: 'veth',
      name: `veth${i}`,
      master: br0,
      up: true,
      peer: { name: `ceth${i}`, namespace: net, addresses: [`172.18.0.${10 + 10 * i}/12`], up: true },
    });
    await net.routes.add('default', { via: '172.18.0.1' });
  }
}

async function remove(): Promise<void> {
  await host.links.delete('br0');
  for (const i of [0, 1]) {
    Namespace.delete(`${prefix}net${i}`);
    // The kernel takes a namespace apart later, and its cables with it; the script starts too slowly to notice.
    const veth = await host.links.find(`veth${i}`);
    await veth?.waitFor('gone');
  }
}

if (what === 'add') await add();
else if (what === 'delete') await remove();
else {
  const times = Number(what);
  let took = 0;
  for (let round = 0; round < times; round++) {
    const began = performance.now();
    await add();
    took += performance.now() - began;
    await remove();
  }
  tell(times, took);
}
