import { describe, expect, it } from 'vitest';
import { mirror } from '../../../src/mirror/mirror.ts';
import { inLab } from '../connection/support.ts';
import { differencesAtRest } from './rest.ts';
import { calm, ip } from './support.ts';

describe('a mirror of one namespace', () => {
  it('holds what a dump and ip tell, from its beginning on', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link set lo up', 'link add va type veth peer name vb', 'link add br0 type bridge');
      ip(
        netns,
        'address add 10.0.0.1/24 dev va',
        'link set va up',
        'link set vb up',
        'link set vb master br0',
      );
      ip(netns, 'route add 10.1.0.0/16 via 10.0.0.2', 'rule add from 10.0.0.0/8 lookup 100');
      ip(netns, 'neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev va');
      await using live = await mirror(netns);
      const [member] = live.namespaces;
      if (member === undefined) throw new Error('no member');
      expect(await differencesAtRest(netns, member)).toEqual([]);
      expect(live.links.get('va')?.mtu).toBe(1500);
      expect(live.routes.lookup('10.1.2.3')?.via).toBe('10.0.0.2');
      expect(live.routes.lookup('192.0.2.1')).toBeUndefined();
    });
  });

  it('has what an operation did once it is settled', async () => {
    await inLab(async (netns) => {
      await using live = await mirror(netns);
      for (let mtu = 1400; mtu < 1420; mtu++) {
        ip(netns, `link set lo mtu ${mtu}`);
        await live.settled();
        expect(live.links.get('lo')?.mtu).toBe(mtu);
      }
    });
  });

  it('infers what a link that goes down takes along in silence', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add va type veth peer name vb', 'address add 10.0.0.1/24 dev va', 'link set vb up');
      ip(netns, 'link set va up', 'route add 10.1.0.0/16 via 10.0.0.2', 'route add 10.2.0.0/16 dev va');
      await using live = await mirror(netns, { objects: ['route'] });
      const [member] = live.namespaces;
      if (member === undefined) throw new Error('no member');
      await calm(member);
      const removed: string[] = [];
      live.on('removed', ({ object, inferred }) => {
        if (inferred) removed.push(String(object));
      });
      ip(netns, 'link set va down');
      await calm(member);
      expect(removed).toContain(`route 10.1.0.0/16 via 10.0.0.2 dev va in ${netns}`);
      expect(removed).toContain(`route 10.2.0.0/16 dev va in ${netns}`);
      expect(live.routes.get('10.1.0.0/16')).toEqual([]);
      expect(live.health.inferred).toBeGreaterThanOrEqual(3);
    });
  });
});
