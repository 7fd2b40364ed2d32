import { link, type NetlinkRequest, NLM_F, request, route } from '../../../src/index.ts';
import { run } from '../socket/support.ts';

export { inLab, run } from '../socket/support.ts';

/** What a promise is rejected with. */
export function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

/** A link `d0` without another end, up, with 192.0.2.1/24; its index. Unlike dummy, every kernel here has the kind. */
export function single(netns: string): number {
  run('ip', ['-n', netns, 'link', 'add', 'd0', 'type', 'ifb']);
  run('ip', ['-n', netns, 'link', 'set', 'd0', 'up']);
  run('ip', ['-n', netns, 'address', 'add', '192.0.2.1/24', 'dev', 'd0']);
  return indexOf(netns, 'd0');
}

/** A cable `v0`, up at both ends, with 192.0.2.1/24; its index. */
export function cable(netns: string): number {
  run('ip', ['-n', netns, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v1']);
  for (const end of ['v0', 'v1']) run('ip', ['-n', netns, 'link', 'set', end, 'up']);
  run('ip', ['-n', netns, 'address', 'add', '192.0.2.1/24', 'dev', 'v0']);
  return indexOf(netns, 'v0');
}

function indexOf(netns: string, name: string): number {
  const [link] = JSON.parse(run('ip', ['-n', netns, '-j', 'link', 'show', name])) as [{ ifindex: number }];
  return link.ifindex;
}

const header = { family: 'inet', dstLen: 32, type: 'unicast', table: 'main', protocol: 'static' } as const;

/** Host routes from 10.0.0.0 on, of which every `bad`-th has a gateway that cannot be reached. */
export function* routes(
  verb: 'RTM_NEWROUTE' | 'RTM_DELROUTE',
  oif: number,
  count: number,
  bad = Number.POSITIVE_INFINITY,
): Generator<NetlinkRequest> {
  for (let n = 0; n < count; n++) {
    const dst = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    const gateway = n % bad === bad - 1 ? '198.51.100.1' : '192.0.2.2';
    const flags = verb === 'RTM_NEWROUTE' ? NLM_F.CREATE | NLM_F.EXCL : 0;
    yield request(route, verb, { header, dst, gateway, oif }, { flags });
  }
}

/** Adds or deletes a link. */
export function toggle(ifname: string, verb: 'RTM_NEWLINK' | 'RTM_DELLINK'): NetlinkRequest {
  const flags = verb === 'RTM_NEWLINK' ? NLM_F.CREATE | NLM_F.EXCL : 0;
  return request(link, verb, { ifname, linkinfo: { kind: 'ifb' } }, { flags });
}

/** So many links more: a dump of them takes many datagrams. */
export function manyLinks(netns: string, count: number): void {
  const lines = Array.from({ length: count }, (_, n) => `link add many${n} type ifb\n`);
  run('ip', ['-n', netns, '-batch', '-'], lines.join(''));
}
