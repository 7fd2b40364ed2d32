import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Namespace, type RouteFilter } from '../../../src/index.ts';

const name = `rtnl-routes-${process.pid}`;
let host: Namespace;

beforeAll(async () => {
  host = Namespace.create(name);
  await host.links.set('lo', { up: true });
  for (const [cable, end] of [
    ['a', 'b'],
    ['c', 'd'],
  ] as const) {
    await host.links.add({ kind: 'veth', name: cable, up: true, peer: { name: end, up: true } });
  }
  await host.addresses.add('10.1.0.1/16', { dev: 'a' });
  await host.addresses.add('10.2.0.1/16', { dev: 'c' });
  await host.addresses.add('2001:db8:1::1/64', { dev: 'a', nodad: true });
  await host.routes.add('192.0.2.0/24', { via: '10.1.0.2' });
  await host.routes.add('192.0.2.128/25', { via: '10.2.0.2', metric: 10, protocol: 'static' });
  await host.routes.add('192.0.2.128/25', { via: '10.2.0.3', metric: 20 });
  await host.routes.add('198.51.100.0/24', {
    nexthops: [{ via: '10.1.0.2' }, { via: '10.2.0.2', weight: 3 }],
  });
  await host.routes.add('203.0.113.0/24', { type: 'unreachable' });
  await host.routes.add('default', { via: '10.1.0.254' });
  await host.routes.add('default', { via: '10.2.0.254', table: 88 });
  await host.routes.add('2001:db8:2::/48', { via: '2001:db8:1::2' });
  await host.routes.add('192.0.2.64/26', { via: '2001:db8:1::2', dev: 'a' });
});

afterAll(() => host?.delete());

/** Destinations that `ip route show` prints, as we write them. */
function shown(...line: string[]): string[] {
  const { stdout, status } = spawnSync('ip', ['-n', name, '-j', ...line], { encoding: 'utf8' });
  expect(status, line.join(' ')).toBe(0);
  return (JSON.parse(stdout) as { dst: string }[]).map(({ dst }) => dst).sort();
}

const selections: readonly (readonly [string, RouteFilter])[] = [
  ['-4 route show', { family: 'inet' }],
  ['-6 route show', { family: 'inet6' }],
  ['-4 route show table all', { family: 'inet', table: 'all' }],
  ['-4 route show table local', { family: 'inet', table: 'local' }],
  ['-4 route show table 88', { family: 'inet', table: 88 }],
  ['-4 route show dev a', { family: 'inet', dev: 'a' }],
  ['-4 route show dev c', { family: 'inet', dev: 'c' }],
  ['-6 route show dev a', { family: 'inet6', dev: 'a' }],
  ['-4 route show proto static', { family: 'inet', protocol: 'static' }],
  ['-4 route show proto kernel', { family: 'inet', protocol: 'kernel' }],
  ['-4 route show scope link', { family: 'inet', scope: 'link' }],
  ['-4 route show type unreachable', { family: 'inet', type: 'unreachable' }],
  ['-4 route show root 192.0.2.0/24', { root: '192.0.2.0/24' }],
  ['-4 route show match 192.0.2.130', { match: '192.0.2.130' }],
  ['-4 route show exact 192.0.2.128/25', { destination: '192.0.2.128/25' }],
  ['-4 route show default', { family: 'inet', destination: 'default' }],
  ['-4 route show metric 20', { family: 'inet', metric: 20 }],
  ['-4 route show table 99', { family: 'inet', table: 99 }],
];

describe('routes', () => {
  it.each(selections)('are those that ip shows: %s', async (line, filter) => {
    const ours = (await host.routes.list(filter)).map(({ destination }) =>
      destination.replace(/\/(32|128)$/, ''),
    );
    // What ip refuses, a table that has no route, is an empty list here.
    const theirs = line.endsWith('table 99') ? [] : shown(...line.split(' '));
    // ip looks for the interface of a route that has one way only.
    if (/-4.* dev /.test(line)) theirs.push('198.51.100.0/24');
    expect(ours.sort()).toEqual(theirs.sort());
  });

  it.each([
    ['192.0.2.1', {}],
    ['192.0.2.200', {}],
    ['198.51.100.7', {}],
    ['8.8.8.8', { from: '10.2.0.1' }],
    ['8.8.8.8', { oif: 'a' }],
    ['2001:db8:2::5', {}],
  ])('lead where ip route get says: %s %o', async (address, options: { from?: string; oif?: string }) => {
    const words = Object.entries(options).flat();
    const { stdout } = spawnSync('ip', ['-n', name, '-j', 'route', 'get', address, ...words], {
      encoding: 'utf8',
    });
    const [expected] = JSON.parse(stdout) as {
      dst: string;
      gateway?: string;
      dev: string;
      prefsrc?: string;
    }[];
    const route = await host.routes.get(address, options);
    expect({
      dst: route.destination.replace(/\/(32|128)$/, ''),
      gateway: route.via,
      dev: route.dev,
      prefsrc: route.src,
    }).toEqual({
      dst: expected?.dst,
      gateway: expected?.gateway,
      dev: expected?.dev,
      prefsrc: expected?.prefsrc,
    });
  });

  it('have several ways', async () => {
    const route = await host.routes.find({ destination: '198.51.100.0/24' });
    expect(route?.nexthops).toMatchObject([
      { via: '10.1.0.2', dev: 'a', weight: 1 },
      { via: '10.2.0.2', dev: 'c', weight: 3 },
    ]);
  });

  it('may have a gateway of the other family', async () => {
    const route = await host.routes.find({ destination: '192.0.2.64/26' });
    expect(route).toMatchObject({ family: 'inet', via: '2001:db8:1::2', dev: 'a' });
  });

  it('are refused where there is none', async () => {
    await expect(host.routes.get('203.0.113.1')).rejects.toMatchObject({ code: 'EHOSTUNREACH' });
  });

  it('are replaced, also by themselves, and deleted one by one', async () => {
    const same = { via: '10.1.0.9', metric: 5 };
    await host.routes.add('10.9.0.0/16', same);
    expect(await host.routes.replace('10.9.0.0/16', same)).toMatchObject({ via: '10.1.0.9' });
    expect(await host.routes.replace('10.9.0.0/16', { via: '10.2.0.9', metric: 5 })).toMatchObject({
      dev: 'c',
    });
    const behind = await host.routes.append('10.9.0.0/16', { via: '10.1.0.8', metric: 5 });
    expect((await host.routes.list({ destination: '10.9.0.0/16' })).map(({ via }) => via)).toEqual([
      '10.2.0.9',
      '10.1.0.8',
    ]);
    await behind.delete();
    await host.routes.delete('10.9.0.0/16');
    await expect(host.routes.delete('10.9.0.0/16')).rejects.toMatchObject({
      code: 'ESRCH',
      operation: `delete route 10.9.0.0/16 in ${name}`,
    });
  });
});
