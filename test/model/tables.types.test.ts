import { describe, expectTypeOf, it } from 'vitest';
import type { Interface } from '../../src/model/interface.ts';
import type { Namespace } from '../../src/model/namespace.ts';
import type { NeighbourState } from '../../src/model/neighbour-words.ts';

const lladdr = '02:00:5e:10:00:01';

/** Never called: the compiler's opinion of it is the test (`npm run lint`). */
async function neighboursUsed({ neighbours }: Namespace, dev: Interface): Promise<void> {
  await neighbours.add('192.0.2.2', { dev, lladdr, state: 'stale' });
  await neighbours.add('192.0.2.2', { dev: 'eth0', proxy: true });
  await dev.neighbours.replace('192.0.2.2', { lladdr, state: 'REACHABLE' });
  await neighbours.list({ state: ['STALE', 'reachable'], to: '192.0.2.0/24' });
  // @ts-expect-error an interface is needed
  await neighbours.add('192.0.2.2', { lladdr });
  // @ts-expect-error a proxy has no link layer address
  await neighbours.add('192.0.2.2', { dev, proxy: true, lladdr });
  // @ts-expect-error a state that there is not
  await neighbours.add('192.0.2.2', { dev, lladdr, state: 'reachible' });
  // @ts-expect-error a misspelled option
  await neighbours.add('192.0.2.2', { dev, lladr: lladdr });
  // @ts-expect-error the interface is known
  await dev.neighbours.add('192.0.2.2', { lladdr, dev });
  // @ts-expect-error a misspelled filter
  await neighbours.flush({ sate: 'STALE' });
  // @ts-expect-error which one is to be deleted
  await neighbours.delete('192.0.2.2');
  expectTypeOf((await dev.neighbours.get('192.0.2.2')).state).toEqualTypeOf<NeighbourState>();
}

async function rulesUsed({ rules }: Namespace, iif: Interface): Promise<void> {
  await rules.add({ iif, table: 88 });
  await rules.add({ from: '10.0.0.0/8', action: 'blackhole' });
  await rules.add({ from: 'all', goto: 32766, dport: [80, 90] });
  await rules.delete({ priority: 100, action: 'blackhole' });
  await rules.flush({ family: 'inet6' });
  // @ts-expect-error a table and an action
  await rules.add({ table: 88, action: 'blackhole' });
  // @ts-expect-error an action and a rule to go on with
  await rules.add({ action: 'nop', goto: 32766 });
  // @ts-expect-error what is passed over in which table
  await rules.add({ goto: 32766, suppressPrefixLength: 0 });
  // @ts-expect-error an action that there is not
  await rules.add({ action: 'unreachible' });
  // @ts-expect-error an index is no interface's name, which it may keep when it goes
  await rules.add({ iif: 5, table: 88 });
  // @ts-expect-error three ports
  await rules.add({ dport: [80, 90, 100] });
  // @ts-expect-error a misspelled selector
  await rules.delete({ prio: 100 });
}

async function fdbUsed({ fdb }: Namespace, dev: Interface): Promise<void> {
  await fdb.add(lladdr, { dev, master: true, state: 'static', vlan: 10 });
  await fdb.append('00:00:00:00:00:00', { dev: 'vxlan0', dst: '198.51.100.1', via: dev });
  await fdb.flush({ bridge: 'br0', dynamic: true });
  // @ts-expect-error an interface is needed
  await fdb.add(lladdr, { master: true });
  // @ts-expect-error a state that is learned, not said
  await fdb.add(lladdr, { dev, state: 'stale' });
  // @ts-expect-error a misspelled option
  await fdb.add(lladdr, { dev, mastr: true });
  // @ts-expect-error which state it has does not matter
  await fdb.delete(lladdr, { dev, state: 'static' });
}

describe('neighbours, rules and forwarding entries', () => {
  it('are known to the compiler', () => {
    expectTypeOf(neighboursUsed).returns.resolves.toBeVoid();
    expectTypeOf(rulesUsed).returns.resolves.toBeVoid();
    expectTypeOf(fdbUsed).returns.resolves.toBeVoid();
  });
});
