import { describe, expect, it } from 'vitest';
import { link, route } from '../../protocol/route/index.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { Change, type Surroundings } from '../../src/mirror/events/change.ts';
import type { ObjectEvent } from '../../src/mirror/events/event.ts';
import { EventQueue } from '../../src/mirror/events/queue.ts';
import type { ObjectKind } from '../../src/mirror/objects.ts';
import type { ObjectView } from '../../src/mirror/store/raw.ts';
import type { Namespace } from '../../src/model/namespace.ts';

const around: Surroundings = {
  namespace: {} as Namespace,
  id: '1',
  linkNames: new Map([[2, 'eth0']]),
  byNsid: () => undefined,
};

function linkView(more: MessageInputOf<typeof link> = {}): ObjectView {
  return link.decode(link.encode('RTM_NEWLINK', { header: { index: 2 }, ifname: 'eth0', ...more }));
}

function change(
  before: ObjectView | undefined,
  after: ObjectView | undefined,
  {
    kind = 'link',
    key = '2',
    inferred = false,
  }: { kind?: ObjectKind; key?: string; inferred?: boolean } = {},
): Change<ObjectKind> {
  return new Change({ kind, key, before, after, inferred, resynchronised: false }, around, 1);
}

async function all(queue: EventQueue): Promise<ObjectEvent[]> {
  queue.end();
  const events: ObjectEvent[] = [];
  for await (const event of queue) if ('kind' in event) events.push(event);
  return events;
}

const queueOf = () => new EventQueue(() => {});

describe('events that wait', () => {
  it('are merged from the oldest state to the newest, and say so', async () => {
    const queue = queueOf();
    queue.push(change(linkView({ mtu: 1500 }), linkView({ mtu: 1400 })));
    queue.push(change(linkView({ mtu: 1400 }), linkView({ mtu: 1300, ifalias: 'x' })));
    const [event, ...others] = await all(queue);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: 'changed', merged: true });
    expect(event?.changes).toEqual({ mtu: { old: 1500, new: 1300 }, ifalias: { old: undefined, new: 'x' } });
  });

  it('vanish when an object came and went, or is as it was', async () => {
    const queue = queueOf();
    queue.push(change(undefined, linkView()));
    queue.push(change(linkView(), undefined));
    queue.push(change(linkView({ mtu: 1 }), linkView({ mtu: 2 }), { key: '3' }));
    queue.push(change(linkView({ mtu: 2 }), linkView({ mtu: 1 }), { key: '3' }));
    expect(queue.size).toBe(0);
    expect(await all(queue)).toEqual([]);
  });

  it('are a change when an object went and came again otherwise', async () => {
    const queue = queueOf();
    queue.push(change(linkView({ mtu: 1500 }), undefined, { inferred: true }));
    queue.push(change(undefined, linkView({ mtu: 9000 })));
    const [event] = await all(queue);
    expect(event).toMatchObject({ type: 'changed', merged: true, inferred: false });
    expect(event?.changes).toEqual({ mtu: { old: 1500, new: 9000 } });
  });

  it('take no more room than there are objects', () => {
    const queue = queueOf();
    for (let n = 0; n < 10_000; n++) {
      queue.push(change(linkView({ mtu: n }), linkView({ mtu: n + 1 }), { key: String(n % 7) }));
    }
    expect(queue.size).toBeLessThanOrEqual(7);
  });

  it('are not mixed up between kinds', async () => {
    const queue = queueOf();
    const view = route.decode(route.encode('RTM_NEWROUTE', { header: { family: 'inet' }, oif: 2 }));
    queue.push(change(undefined, linkView()));
    queue.push(change(undefined, view, { kind: 'route' }));
    const events = await all(queue);
    expect(events.map(({ kind, merged }) => [kind, merged])).toEqual([
      ['link', false],
      ['route', false],
    ]);
  });
});
