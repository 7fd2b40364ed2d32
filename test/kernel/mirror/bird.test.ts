import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mirror } from '../../../src/mirror/mirror.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import type { MirrorOptions } from '../../../src/mirror/options.ts';
import { inLab } from '../connection/support.ts';
import { Bird, birdConfig, birdRoutes, type StaticRoute } from './bird.ts';
import { Replica } from './replica.ts';
import { differencesAtRest } from './rest.ts';
import { ip } from './support.ts';

/** A router with a neighbour at the other end of a cable, and one at the other end of another. */
const cables = [
  'link add va type veth peer name vb',
  'link add vc type veth peer name vd',
  'address add 192.0.2.1/24 dev va',
  'address add 198.51.100.1/24 dev vc',
  'address add 2001:db8:a::1/64 dev va nodad',
  'address add 2001:db8:c::1/64 dev vc nodad',
  ...['va', 'vb', 'vc', 'vd'].map((name) => `link set ${name} up`),
];

/** Fewer in an emulated machine, which is slow (see `sample`). */
const COUNT = Number(process.env['RTNL_SAMPLE'] ?? 1) === 1 ? 10_000 : 1_000;

/** Of so many static routes: most of IPv4, most by a neighbour. */
function routes(way: (n: number, family: 4 | 6) => string | undefined): StaticRoute[] {
  const all: StaticRoute[] = [];
  for (let n = 0; n < COUNT; n++) {
    const family = n % 5 < 3 ? 4 : 6;
    const [high, low] = [n >> 8, n & 255];
    const destination = family === 4 ? `10.${high}.${low}.0/24` : `2001:db8:1:${n.toString(16)}::/64`;
    const by = way(n, family);
    if (by !== undefined) all.push({ destination, way: by });
  }
  return all;
}

const va = (family: 4 | 6, host = 2) => (family === 4 ? `192.0.2.${host}` : `2001:db8:a::${host}`);
const vc = (family: 4 | 6, host = 2) => (family === 4 ? `198.51.100.${host}` : `2001:db8:c::${host}`);
const isHole = (n: number) => n % 7 === 0;
const everything = routes((n, family) => (isHole(n) ? 'blackhole' : `via ${va(family)}`));
const half = everything.filter((_, n) => n % 2 === 0);
const elsewhere = routes((n, family) => (isHole(n) ? 'unreachable' : `via ${vc(family, 3)}`));
const shared = routes((n, family) => (isHole(n) ? undefined : `via ${va(family)} via ${vc(family)}`));

describe('a mirror of a namespace with a routing daemon', () => {
  it(`is true while ${COUNT} routes appear, vanish, and change their way`, async () => {
    await withBird({}, async (router) => {
      await router.become(everything);
      await router.become(half);
      await router.become(everything);
      await router.become(elsewhere);
      await router.become(shared);
      await router.become(everything, 100);
      await router.bird.shutDown();
      await router.isTrueWith([]);
    });
  });

  it('is true when interfaces fail and the daemon takes routes back that the kernel took already', async () => {
    await withBird({}, async (router) => {
      await router.become(shared);
      const { netns } = router;
      ip(netns, 'link set va down');
      await router.isTrueWith(routes((n, family) => (isHole(n) ? undefined : `via ${vc(family)}`)));
      ip(netns, 'link set va up', 'address add 2001:db8:a::1/64 dev va nodad');
      await router.isTrueWith(shared);
      ip(netns, 'link set vd down', 'link set vb down');
      await router.isTrueWith([]);
      for (const state of ['up', 'down', 'up', 'down', 'up']) {
        ip(netns, `link set vb ${state}`);
        await sleep(30);
      }
      ip(netns, 'link set vd up');
      await router.isTrueWith(shared);
      ip(netns, 'address del 192.0.2.1/24 dev va', 'address del 2001:db8:a::1/64 dev va');
      await router.isTrueWith(routes((n, family) => (isHole(n) ? undefined : `via ${vc(family)}`)));
      ip(netns, 'link del va');
      await router.isTrueWith(routes((n, family) => (isHole(n) ? undefined : `via ${vc(family)}`)));
    });
  });

  it('is true when the daemon dies and another takes its place', async () => {
    await withBird({}, async (router) => {
      await router.become(everything);
      await router.bird.kill();
      await router.isTrueWith(everything);
      await router.bird.start(birdConfig(elsewhere));
      await router.isTrueWith(elsewhere);
    });
  });

  it('heals what a receive buffer of a few events has lost of it', async () => {
    await withBird({ receiveBuffer: 4096 }, async (router) => {
      for (const each of [everything, half, elsewhere, shared, half]) await router.become(each);
      // Nobody waits between these.
      for (const each of [everything, elsewhere, half, shared]) router.bird.configure(birdConfig(each));
      await router.isTrueWith(shared);
      expect(router.member.health.overruns).toBeGreaterThan(0);
      expect(router.member.health.corrections).toBeGreaterThan(0);
    });
  });
});

/** The namespace, its daemon and its mirror. */
class Router {
  readonly netns: string;
  readonly bird: Bird;
  readonly member: NamespaceMirror;
  readonly #replica: Replica;
  #started = false;

  constructor(netns: string, bird: Bird, member: NamespaceMirror, replica: Replica) {
    this.netns = netns;
    this.bird = bird;
    this.member = member;
    this.#replica = replica;
  }

  /** Gives the daemon these routes, waits until the kernel has them, and looks at the mirror. */
  async become(wanted: readonly StaticRoute[], table = 254): Promise<void> {
    const config = birdConfig(wanted, table);
    if (this.#started) this.bird.configure(config);
    else await this.bird.start(config);
    this.#started = true;
    await this.isTrueWith(wanted);
  }

  /** Waits until the kernel has the routes, and looks whether the mirror has, and whether events told of them. */
  async isTrueWith(wanted: readonly StaticRoute[]): Promise<void> {
    const six = wanted.filter(({ destination }) => destination.includes(':')).length;
    await this.#untilKernelHas(wanted.length - six, six);
    expect((await differencesAtRest(this.netns, this.member, 200)).slice(0, 6)).toEqual([]);
    expect((await this.#replica.differences()).slice(0, 6)).toEqual([]);
    const held = [...this.member.routes].filter(({ view }) => view.header.protocol === 'bird').length;
    expect(held).toBe(wanted.length);
  }

  async #untilKernelHas(four: number, six: number): Promise<void> {
    let has: number[] = [];
    for (let waited = 0; waited < 200; waited++) {
      has = [birdRoutes(this.netns, 4), birdRoutes(this.netns, 6)];
      if (has[0] === four && has[1] === six) return;
      await sleep(100);
    }
    throw new Error(`the kernel has ${has.join(' and ')} routes of BIRD's, not ${four} and ${six}`);
  }
}

async function withBird(options: MirrorOptions, use: (router: Router) => Promise<void>): Promise<void> {
  await inLab(async (netns) => {
    ip(netns, ...cables);
    await using bird = new Bird(netns);
    await using live = await mirror(netns, { ...options, persistent: false });
    const [member] = live.namespaces;
    if (member === undefined) throw new Error('there is no namespace');
    await use(new Router(netns, bird, member, new Replica([member], live[Symbol.asyncIterator]())));
  });
}
