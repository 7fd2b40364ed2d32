import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { NamespaceEvent, ObjectEvent } from '../../../src/mirror/events/event.ts';
import { mirror } from '../../../src/mirror/mirror.ts';
import { InputError } from '../../../src/sys/input-error.ts';
import { failure, inLab, run } from '../connection/support.ts';
import { withName } from '../namespace/support.ts';
import { calm, ip } from './support.ts';

/** Waits until something is true. */
async function until(seen: () => boolean): Promise<void> {
  for (let waited = 0; !seen(); waited++) {
    if (waited > 1000) throw new Error('it did not happen within 10 s');
    await sleep(10);
  }
}

describe('a mirror of several namespaces', () => {
  it('tells where an interface went', async () => {
    await inLab(async (one) => {
      await inLab(async (other) => {
        ip(one, 'link add va type veth peer name vb', 'address add 10.0.0.1/24 dev va');
        await using live = await mirror([one, other], { persistent: false });
        const events: ObjectEvent[] = [];
        live.on('removed', (event) => events.push(event));
        live.on('added', (event) => events.push(event));
        run('ip', ['-n', one, 'link', 'set', 'va', 'netns', other]);
        for (const member of live.namespaces) await calm(member);
        const gone = events.find(({ type, kind }) => type === 'removed' && kind === 'link');
        const came = events.find(({ type, kind }) => type === 'added' && kind === 'link');
        expect(gone?.movedTo?.namespace?.name).toBe(other);
        expect(gone?.movedTo?.index).toBe(came?.kind === 'link' ? came.object.index : undefined);
        expect(live.of(one)?.links.get('va')).toBeUndefined();
        expect(live.of(other)?.links.get('va')?.linkNetnsid).toBeDefined();
        expect(live.of(one)?.links.get('vb')?.linkNetnsid).toBeDefined();
        expect([...(live.of(one)?.addresses ?? [])].map(String)).not.toContain('10.0.0.1/24');
      });
    });
  });

  it('goes on with the others when one cannot be opened, and names it', async () => {
    await inLab(async (netns) => {
      await using live = await mirror([netns, 'rtnl-there-is-none', { pid: 2 ** 30 }], { persistent: false });
      expect(live.namespaces.map(({ namespace }) => String(namespace))).toEqual([netns]);
      expect([...live.failures.keys()]).toEqual(['rtnl-there-is-none', `process ${2 ** 30}`]);
      expect(live.links.get('lo')?.isUp).toBe(true);
    });
  });

  it('fails when the only one cannot be opened, or a word is unknown', async () => {
    expect(await failure(mirror('rtnl-there-is-none'))).toMatchObject({ code: 'ENOENT' });
    const wrong = failure(mirror('rtnl-there-is-none', { objects: ['rout' as 'route'] }));
    expect(await wrong).toBeInstanceOf(InputError);
    expect(String(await wrong)).toContain('did you mean "route"?');
    expect(String(await failure(mirror('x', { tables: ['mian'] })))).toContain('did you mean "main"?');
  });

  it('ends when its namespace is deleted, and lets it go', async () => {
    await withName(async (name) => {
      run('ip', ['netns', 'add', name]);
      const live = await mirror(name, { persistent: false });
      const told: NamespaceEvent[] = [];
      live.on('namespaceRemoved', (event) => told.push(event));
      const ended = new Promise((resolve) => live.once('close', resolve));
      const events = live[Symbol.asyncIterator]();
      run('ip', ['netns', 'delete', name]);
      await ended;
      expect(told.map(({ name: each }) => each)).toEqual([name]);
      expect((await events.next()).value).toMatchObject({ type: 'namespaceRemoved', name });
      expect((await events.next()).done).toBe(true);
    });
  });

  it('follows all that come and go', async () => {
    await inLab(async (before) => {
      await withName(async (name) => {
        await using live = await mirror('all', { objects: ['link'], scanInterval: 100, persistent: false });
        expect(live.of(before)?.links.get('lo')).toBeDefined();
        run('ip', ['netns', 'add', name]);
        await until(() => live.of(name) !== undefined);
        ip(name, 'link set lo up');
        await until(() => live.of(name)?.links.get('lo')?.isUp === true);
        run('ip', ['netns', 'delete', name]);
        await until(() => live.of(name) === undefined);
      });
    });
  });

  it('ends by a signal', async () => {
    await inLab(async (netns) => {
      const controller = new AbortController();
      const live = await mirror(netns, { signal: controller.signal });
      const next = failure(live[Symbol.asyncIterator]().next());
      controller.abort(new Error('enough'));
      expect(String(await next)).toBe('Error: enough');
      expect(String(await failure(mirror(netns, { signal: controller.signal })))).toBe('Error: enough');
    });
  });
});
