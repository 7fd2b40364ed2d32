import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/mirror/follow/source.ts';
import { mirror } from '../../../src/mirror/mirror.ts';
import { inLab } from '../connection/support.ts';
import { differencesAtRest } from './rest.ts';
import { calm, ip } from './support.ts';
import { differing, dumpOf, pictureOf } from './truth.ts';

const isOfRoutes = (line: string) => /^[-+] route /.test(line);

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

  it('asks only for the routes by an interface when its carrier comes or goes', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add va type veth peer name vb', 'link add vc type veth peer name vd');
      ip(netns, 'address add 10.0.0.1/24 dev va', 'address add 10.0.1.1/24 dev vc');
      ip(netns, ...['va', 'vb', 'vc', 'vd'].map((name) => `link set ${name} up`));
      ip(netns, 'route add 10.1.0.0/16 via 10.0.0.2', 'route add 10.2.0.0/16 via 10.0.1.2');
      ip(netns, 'route add 10.3.0.0/16 nexthop via 10.0.0.2 nexthop via 10.0.1.2');
      const asked: (readonly number[] | undefined)[] = [];
      const through = (source: Source): Source => ({
        events: (groups, options) => source.events(groups, options),
        dump(part, selection, undecodable) {
          if (part === 'routes4') asked.push(selection.ways && [...selection.ways]);
          return source.dump(part, selection, undecodable);
        },
      });
      await using live = await mirror(netns, { through, objects: ['route'] });
      const [member] = live.namespaces;
      if (member === undefined) throw new Error('no member');
      await calm(member);
      asked.length = 0;
      const changed: string[] = [];
      live.on('changed', ({ object, resynchronised }) => {
        if (resynchronised) changed.push(String(object));
      });
      ip(netns, 'link set vb down');
      await calm(member);
      const [va, vb] = ['va', 'vb'].map((name) => member.links.get(name)?.index);
      expect(asked.length).toBeGreaterThan(0);
      for (const ways of asked) expect([va, vb]).toEqual(expect.arrayContaining([...(ways ?? ['all'])]));
      expect(changed.some((each) => each.includes('10.1.0.0/16'))).toBe(true);
      expect(changed.some((each) => each.includes('10.3.0.0/16'))).toBe(true);
      expect(changed.some((each) => each.includes('10.2.0.0/16'))).toBe(false);
      ip(netns, 'link set vb up', 'link set vc down', 'link set vc up', 'route add 10.2.0.0/16 via 10.0.1.2');
      await calm(member);
      expect(differing(await dumpOf(member.namespace), pictureOf(member)).filter(isOfRoutes)).toEqual([]);
    });
  });

  it('holds a wanted table when another that is wanted is not there', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link set lo up', 'route add 10.1.0.0/16 dev lo');
      await using live = await mirror(netns, { objects: ['route'], tables: [4242, 'main'] });
      expect(live.routes.get('10.1.0.0/16')).toHaveLength(1);
      ip(netns, 'route add 10.2.0.0/16 dev lo table 4242');
      await live.settled();
      await live.namespaces[0]?.check();
      expect(live.routes.get('10.2.0.0/16', { table: 4242 })).toHaveLength(1);
    });
  });
});
