import { describe, expect, it } from 'vitest';
import { route } from '../../../protocol/route/route/route.ts';
import type { MessageInputOf } from '../../../protocol/schema/index.ts';
import { type Common, printRoute } from '../../../src/cli/objects/route/print.ts';
import type { Options } from '../../../src/cli/options.ts';
import { shown } from '../scene.ts';

type Input = MessageInputOf<typeof route>;

/** One route as it is printed; by default to 10.0.0.0/8 in IPv4's main table, put there by hand. */
function routeOf(input: Input, options: Partial<Options> = {}, common: readonly Common[] = []) {
  const header = { family: 'inet', dstLen: 8, table: 'main', protocol: 'boot', type: 'unicast' } as const;
  const view = route.decode(
    route.encode('RTM_NEWROUTE', { dst: '10.0.0.0', ...input, header: { ...header, ...input.header } }),
  );
  return shown(
    (scene) => printRoute({ ...scene, common: new Set(common), nexthops: new Map() }, view),
    options,
  );
}

describe('a route', () => {
  it('is a destination and the way there', () => {
    const { text, json } = routeOf({ gateway: '192.0.2.1', oif: 2, priority: 7 });
    expect(text).toBe('10.0.0.0/8 via 192.0.2.1 dev eth0 metric 7 \n');
    expect(json).toEqual({ dst: '10.0.0.0/8', gateway: '192.0.2.1', dev: 'eth0', metric: 7, flags: [] });
  });

  it('to everywhere is the default', () => {
    expect(routeOf({ dst: undefined, header: { dstLen: 0 }, oif: 9 }).text).toBe('default dev if9 \n');
  });

  it('tells more with details', () => {
    expect(routeOf({ oif: 2 }, { details: 1 }).text).toBe(
      'unicast 10.0.0.0/8 dev eth0 table main proto boot scope global \n',
    );
  });

  it('does not tell what all of the listing have in common', () => {
    const input = { oif: 2, table: 88, priority: 5, header: { protocol: 'static', scope: 'link' } } as const;
    expect(routeOf(input).text).toBe('10.0.0.0/8 dev eth0 table 88 proto static scope link metric 5 \n');
    expect(routeOf(input, {}, ['table', 'protocol', 'scope', 'dev', 'metric']).text).toBe('10.0.0.0/8 \n');
  });

  it('has numbers for names when asked to', () => {
    const input = { table: 255, header: { type: 'blackhole', protocol: 'kernel', scope: 'host' } } as const;
    expect(routeOf(input).text).toBe('blackhole 10.0.0.0/8 table local proto kernel scope host \n');
    expect(routeOf(input, { numeric: true }).text).toBe('6 10.0.0.0/8 table 255 proto 2 scope 254 \n');
  });

  it('may go by way of another family', () => {
    const { text, json } = routeOf({ via: { family: 'inet6', addr: 'fe80::1' }, oif: 2 });
    expect(text).toBe('10.0.0.0/8 via inet6 fe80::1 dev eth0 \n');
    expect(json).toMatchObject({ via: { family: 'inet6', host: 'fe80::1' } });
  });

  it('may have several next hops', () => {
    const { text, json } = routeOf({
      multipath: [
        { header: { ifindex: 2, hops: 0 }, gateway: '192.0.2.1' },
        { header: { ifindex: 3, hops: 4, flags: ['dead', 'linkdown'] } },
      ],
    });
    expect(text).toBe(
      '10.0.0.0/8 \n\tnexthop via 192.0.2.1 dev eth0 weight 1 \n\tnexthop dev eth1 weight 5 dead linkdown \n',
    );
    expect(json).toMatchObject({
      nexthops: [
        { gateway: '192.0.2.1', dev: 'eth0', weight: 1, flags: [] },
        { dev: 'eth1', weight: 5, flags: ['dead', 'linkdown'] },
      ],
    });
  });

  it('has metrics, of which some are locked and some are times', () => {
    const metrics = {
      lock: ['mtu'],
      mtu: 1400,
      rtt: 8000,
      rttvar: 6002,
      hoplimit: 0xffffffff,
      features: ['ecn'],
    } as const;
    const { text, json } = routeOf({ metrics });
    expect(text).toBe('10.0.0.0/8 mtu lock 1400 rtt 1s rttvar 1.5s features ecn \n');
    expect(json).toMatchObject({ metrics: [{ mtu: 1400, rtt: 1000, rttvar: 1500, ecn: null }] });
  });

  it('that was looked up says how it would be cached', () => {
    const answer = { header: { dstLen: 32, flags: 0x80000200 }, oif: 1 };
    const { text, json } = routeOf(answer);
    expect(text).toBe('10.0.0.0 dev lo \n    cache <local> \n');
    expect(json).toMatchObject({ cache: ['local'] });
    expect(routeOf(answer, { oneline: true }).text).toContain('10.0.0.0 dev lo ');
  });

  it('of MPLS swaps labels', () => {
    const { text } = routeOf({
      header: { family: 'mpls', dstLen: 20 },
      dst: [101],
      newdst: [200, 300],
      via: { family: 'inet', addr: '192.0.2.2' },
      oif: 2,
      ttlPropagate: 0,
    });
    expect(text).toBe('101 as to 200/300 via inet 192.0.2.2 dev eth0 ttl-propogate disabled\n');
  });

  it('of IPv6 has a preference and may expire', () => {
    const header = { family: 'inet6', dstLen: 32, protocol: 'ra' } as const;
    const cacheinfo = { clntref: 0, lastuse: 0, expires: 4200, error: 0, used: 0, id: 0, ts: 0, tsage: 0 };
    const { text, json } = routeOf({ header, dst: '2001:db8::', oif: 2, pref: 'high', cacheinfo });
    expect(text).toBe('2001:db8::/32 dev eth0 proto ra expires 42sec pref high\n');
    expect(json).toMatchObject({ expires: 42, pref: 'high' });
  });

  it('that is gone says so first', () => {
    const gone = route.decode(
      route.encode('RTM_DELROUTE', {
        header: { family: 'inet', dstLen: 8, table: 254, type: 1, protocol: 3 },
        dst: '10.0.0.0',
      }),
    );
    const print = shown((scene) => printRoute({ ...scene, common: new Set(), nexthops: new Map() }, gone));
    expect(print.text).toBe('Deleted 10.0.0.0/8 \n');
    expect(Object.entries(print.json)[0]).toEqual(['deleted', true]);
  });
});

/** Encapsulations that few kernels offer, as iproute2 6.1's source has them. */
describe('an encapsulation', () => {
  const encapsulated = (encapType: 'xfrm' | 'rpl' | 'ioam6' | 'bpf' | 'ila' | 'ip', encap: object) =>
    routeOf({ encapType, encap: encap as never, oif: 2 });

  it('by xfrm', () => {
    expect(encapsulated('xfrm', { ifId: 7, link: 3 }).text).toBe(
      '10.0.0.0/8  encap xfrm if_id 7 link_dev eth1 dev eth0 \n',
    );
  });

  it('by a source route of RPL, forwards', () => {
    const segment = (last: string) => `20010db8${'0'.repeat(22)}${last}`;
    const srh = `0004030200000000${segment('02')}${segment('01')}`;
    const { text, json } = encapsulated('rpl', { srh });
    expect(text).toBe('10.0.0.0/8  encap rpl segs 2 [ 2001:db8::1 2001:db8::2 ] dev eth0 \n');
    expect(json).toMatchObject({ encap: 'rpl', segs: ['2001:db8::1', '2001:db8::2'] });
  });

  it('by an IOAM trace', () => {
    const trace = { namespaceId: 1, nodelen: 8, remlen: 3, type: 0x80000000 };
    const { text, json } = encapsulated('ioam6', { mode: 'inline', freqK: 1, freqN: 2, trace });
    expect(text).toBe(
      '10.0.0.0/8  encap ioam6 freq 1/2 mode inline trace prealloc type 0x800000 ns 1 size 12 dev eth0 \n',
    );
    expect(json).toMatchObject({
      freqk: 1,
      freqn: 2,
      trace: null,
      prealloc: null,
      type: '800000',
      ns: 1,
      size: 12,
    });
  });

  it('by a program', () => {
    expect(encapsulated('bpf', { in: { name: 'filter' }, xmitHeadroom: 14 }).text).toBe(
      '10.0.0.0/8  encap bpf in filter  14 dev eth0 \n',
    );
  });

  it('by identifier locator addressing', () => {
    const ila = {
      locator: 0x20010db800000001n,
      csumMode: 'noAction',
      identType: 'luid',
      hookType: 'routeInput',
    };
    expect(encapsulated('ila', ila).text).toBe(
      '10.0.0.0/8  encap ila  2001:db8:0:1  csum-mode no-action  ident-type luid  hook-type input dev eth0 \n',
    );
  });

  it('by a tunnel with options', () => {
    const opts = { geneve: [{ class: 0x102, type: 3, data: 'deadbeef' }] };
    const { text, json } = encapsulated('ip', { id: 100n, dst: '192.0.2.9', ttl: 5, flags: ['key'], opts });
    expect(text).toBe(
      '10.0.0.0/8  encap ip id 100 dst 192.0.2.9 ttl 5 key \n\tgeneve_opts 258:3:deadbeef dev eth0 \n',
    );
    expect(json).toMatchObject({
      id: 100,
      key: true,
      geneve_opts: [{ class: 258, type: 3, data: 'deadbeef' }],
    });
  });

  it('of a kind that is not known leaves the rest readable', () => {
    expect(routeOf({ encapType: 77, encap: '0400', oif: 2 }).text).toBe(
      '10.0.0.0/8  encap unknown dev eth0 \n',
    );
  });
});
