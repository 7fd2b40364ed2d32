import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ConnectionClosed, Namespace, SystemError } from '../../../src/index.ts';
import { GoneError } from '../../../src/model/gone-error.ts';
import { iproute2 } from '../support/rtnl-dump.ts';
import { failure, inNamespace, namesByIp } from './support.ts';

describe('creating twice', () => {
  it('is refused with EEXIST and changes nothing', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0', up: true, addresses: ['192.0.2.1/24'] });
      await net.routes.add('198.51.100.0/24', { via: '192.0.2.2' });
      await net.neighbours.add('192.0.2.2', { dev: 'br0', lladdr: '02:00:00:00:00:02' });
      await net.rules.add({ from: '192.0.2.0/24', table: 7, priority: 5 });
      await net.fdb.add('02:00:00:00:00:05', { dev: 'br0' });
      const before = seenByIp(name);
      const again = [
        () => net.links.add({ kind: 'bridge', name: 'br0' }),
        () => br0.addresses.add('192.0.2.1/24'),
        () => net.routes.add('198.51.100.0/24', { via: '192.0.2.2' }),
        () => net.neighbours.add('192.0.2.2', { dev: 'br0', lladdr: '02:00:00:00:00:09' }),
        () => net.rules.add({ from: '192.0.2.0/24', table: 7, priority: 5 }),
        () => net.fdb.add('02:00:00:00:00:05', { dev: 'br0' }),
        () => br0.addAltnames('br0'),
      ];
      for (const each of again) expect(await failure(each())).toMatchObject({ code: 'EEXIST' });
      expect(() => Namespace.create(name)).toThrow(SystemError);
      expect(seenByIp(name)).toEqual(before);
    }));
});

describe('deleting twice', () => {
  it('is refused with a code that says that it is gone', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0', up: true, altnames: ['uplink'] });
      const address = await br0.addresses.add('192.0.2.1/24');
      const route = await net.routes.add('198.51.100.0/24', { via: '192.0.2.2' });
      const neighbour = await net.neighbours.add('192.0.2.2', { dev: 'br0', lladdr: '02:00:00:00:00:02' });
      const rule = await net.rules.add({ from: '192.0.2.0/24', table: 7 });
      const entry = await net.fdb.add('02:00:00:00:00:05', { dev: 'br0' });
      const deletions: [() => Promise<unknown>, string][] = [
        [() => br0.deleteAltnames('uplink'), 'ENOENT'],
        [() => entry.delete(), 'ENOENT'],
        [() => rule.delete(), 'ENOENT'],
        [() => neighbour.delete(), 'ENOENT'],
        [() => route.delete(), 'ESRCH'],
        [() => address.delete(), 'EADDRNOTAVAIL'],
        [() => br0.delete(), 'ENODEV'],
        [() => net.delete(), 'ENOENT'],
      ];
      for (const [once, code] of deletions) {
        await once();
        expect(await failure(once())).toMatchObject({ code });
      }
      expect(() => Namespace.delete(name)).toThrow(
        `cannot delete network namespace ${name}: no such file or directory (ENOENT from umount2)`,
      );
    }));
});

describe('an interface that changes under us', () => {
  it('is found by its index when another renamed it', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0' });
      iproute2('ip', ['-n', name, 'link', 'set', 'br0', 'name', 'br9']);
      expect(br0.name).toBe('br0');
      await br0.up();
      expect([br0.name, br0.isUp]).toEqual(['br9', true]);
      expect((await br0.addresses.add('192.0.2.1/24')).dev).toBe('br9');
    }));

  it('is told to be gone when another deleted it, even if its name is there again', () =>
    inNamespace(async (net, name) => {
      const br0 = await net.links.add({ kind: 'bridge', name: 'br0' });
      iproute2('ip', ['-n', name, 'link', 'delete', 'br0']);
      iproute2('ip', ['-n', name, 'link', 'add', 'br0', 'type', 'bridge']);
      const gone = 'there is no such interface (any more) in this namespace';
      for (const [operation, ask] of [
        [`change interface br0 in ${name} (up)`, () => br0.up()],
        [`find interface br0 in ${name}`, () => br0.refresh()],
        [`delete interface br0 in ${name}`, () => br0.delete()],
      ] as const) {
        const error = await failure(ask());
        expect(error).toMatchObject({ code: 'ENODEV', operation, advice: gone });
      }
      expect(await failure(br0.addresses.add('192.0.2.1/24'))).toMatchObject({ code: 'ENODEV' });
      expect(await br0.exists()).toBe(false);
      expect((await net.links.get('br0')).isUp).toBe(false);
    }));

  it('is told to be gone when another moved it away', () =>
    inNamespace((net, name) =>
      inNamespace(async (_, otherName) => {
        const veth = await net.links.add({ kind: 'veth', name: 'v0', peer: { name: 'v1' } });
        iproute2('ip', ['-n', name, 'link', 'set', 'v0', 'netns', otherName]);
        expect(await failure(veth.up())).toMatchObject({ code: 'ENODEV' });
      }),
    ));
});

describe('another process that does the same at the same time', () => {
  it('leaves each of our operations with a defined end', () =>
    inNamespace(async (net, name) => {
      const lines = [
        'link add x0 type bridge',
        'link set x0 up',
        'address add 192.0.2.1/24 dev x0',
        'route add 198.51.100.0/24 via 192.0.2.2',
        'link set x0 name x1',
        'link delete x1',
        'link delete x0',
      ];
      await using _other = new Busy(name, lines);
      const ends = new Map<string, number>();
      const allowed = {
        add: ['ok', 'EEXIST', 'ERR_GONE', 'ENODEV'],
        address: ['ok', 'EEXIST', 'ENODEV', 'ERR_GONE'],
        route: ['ok', 'EEXIST', 'ENETUNREACH', 'ENODEV', 'ERR_GONE', 'ENETDOWN'],
        rename: ['ok', 'EEXIST', 'ENODEV', 'EBUSY'],
        delete: ['ok', 'ENODEV'],
        flush: ['ok', 'ENODEV'],
      } as const;
      // Both get their way now and then, or it is no race.
      const wanted = ['add ok', 'delete ok', 'delete ENODEV'];
      const [least, most] = [2000, 40_000].map((span) => Date.now() + span) as [number, number];
      while (Date.now() < least || (Date.now() < most && !wanted.every((each) => ends.has(each)))) {
        const tries: [keyof typeof allowed, () => Promise<unknown>][] = [
          ['add', () => net.links.add({ kind: 'bridge', name: 'x0', up: true, altnames: ['x2'] })],
          ['address', () => net.addresses.add('192.0.2.1/24', { dev: 'x0' })],
          ['route', () => net.routes.add('198.51.100.0/24', { via: '192.0.2.2' })],
          ['rename', async () => (await net.links.get('x0')).rename('x1')],
          ['flush', () => net.addresses.flush({ dev: 'x1' })],
          ['delete', () => net.links.delete('x1')],
          ['delete', () => net.links.delete('x0')],
        ];
        for (const [what, act] of tries) {
          const got = await codeOf(act());
          expect(allowed[what], `${what} ended with ${got}`).toContain(got);
          ends.set(`${what} ${got}`, (ends.get(`${what} ${got}`) ?? 0) + 1);
        }
      }
      expect([...ends.keys()]).toEqual(expect.arrayContaining(wanted));
    }));

  it('of two connections that add the same exactly one wins', () =>
    inNamespace(async (net, name) => {
      await using other = Namespace.open(name);
      for (let round = 0; round < 20; round++) {
        const both = await Promise.allSettled(
          [net, other].map((each) =>
            each.links.add({ kind: 'bridge', name: 'br0', addresses: ['192.0.2.1/24'] }),
          ),
        );
        expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(namesByIp(name)).toEqual(['br0']);
        const deleted = await Promise.allSettled([net, other].map((each) => each.links.delete('br0')));
        expect(deleted.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      }
    }));

  it('gives one of two that rename to the same name EEXIST', () =>
    inNamespace(async (net, name) => {
      const one = await net.links.add({ kind: 'bridge', name: 'br0' });
      const other = await net.links.add({ kind: 'bridge', name: 'br1' });
      const both = await Promise.allSettled([one.rename('same'), other.rename('same')]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(namesByIp(name).sort()).toEqual(['br1', 'same']);
    }));
});

describe('a namespace whose name is deleted while it is held', () => {
  it('goes on working, and can not be opened by name', () =>
    inNamespace(async (net, name) => {
      await net.links.add({ kind: 'bridge', name: 'br0' });
      iproute2('ip', ['netns', 'delete', name]);
      await net.links.set('br0', { up: true });
      expect((await net.links.get('br0')).isUp).toBe(true);
      expect(net.names).toEqual([]);
      expect(() => Namespace.open(name)).toThrow(/ENOENT/);
      expect(await failure(net.delete())).toMatchObject({ code: 'ENOENT' });
    }));
});

describe('a namespace that is closed while it is asked', () => {
  it('rejects what waits, and leaves no half-made interface without a word', () =>
    inNamespace(async (net, name) => {
      const listing = net.links.list();
      const adding = net.links.add({ kind: 'bridge', name: 'br0', addresses: ['192.0.2.1/24'] });
      const errors = [failure(listing), failure(adding)];
      await net.close();
      for (const error of await Promise.all(errors)) {
        const told = error instanceof ConnectionClosed || /closed/.test(String(error));
        expect(told, String(error)).toBe(true);
      }
      const left = namesByIp(name);
      if (left.length > 0) expect(String(await errors[1])).toContain('could not be undone');
    }));

  it('says of what comes later that it is closed', () =>
    inNamespace(async (net, name) => {
      await net.links.list();
      await net.close();
      expect(String(await failure(net.links.list()))).toBe(
        `ConnectionClosed: what is asked of network namespace ${name} has no answer: the netlink connection was closed`,
      );
    }));
});

/** `ok`, or the code of an error of ours; another error is thrown. */
async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'ok';
  } catch (error) {
    if (error instanceof GoneError || (error instanceof Error && error.name === 'OperationError'))
      return (error as unknown as { code: string }).code;
    throw error;
  }
}

/** What `ip` sees of all that the tests here make. */
function seenByIp(name: string): unknown {
  const lines = ['link', 'address', 'route show table all', 'neigh', 'rule'];
  return iproute2('ip', ['-n', name, '-j', '-batch', '-'], `${lines.join('\n')}\n`)
    .replace(/"operstate":"\w+"|"(NO-CARRIER|LOWER_UP)",?|"linkdown"/g, '')
    .split('\n');
}

/** A process that goes on doing the same lines of `ip -batch`, whether they succeed or not. */
class Busy implements AsyncDisposable {
  readonly #child: ChildProcess;

  constructor(name: string, lines: readonly string[]) {
    const loop = `while :; do printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; done | ip -n ${name} -force -batch -`;
    this.#child = spawn('sh', ['-c', `exec 2>/dev/null; ${loop}`], { detached: true, stdio: 'ignore' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-pid, 'SIGKILL');
    await ended;
  }
}
