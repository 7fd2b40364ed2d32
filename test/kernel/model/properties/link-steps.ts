import fc from 'fast-check';
import type { LinkChanges } from '../../../../src/index.ts';
import { isBad, name, nameOutcome } from './link-names.ts';
import { choice, code, isLoopback, mostly, namesIn, pickLink, pickName, pickSlot, steps } from './pick.ts';
import type { Step } from './step.ts';

const mac = mostly(['02:00:00:00:00:01', '02:00:00:00:00:02'], ['01:00:00:00:00:01', '02:00:00:00:00']);
const mtu = mostly([68, 576, 1279, 1280, 1500, 9000, 65535], [0, 67, 65536, -1, 2 ** 32]);

const deleteLink = steps(fc.record({ slot: choice, link: choice }), (world, { slot: at, link }) => {
  const slot = pickSlot(world, at);
  if (slot === undefined) return undefined;
  const name = pickName(world, slot, link);
  return {
    line: `net${slot}.links.delete(${code(name)})`,
    outcome: name === 'nobody' ? ['ENODEV'] : isLoopback(world, slot, name) ? ['EOPNOTSUPP'] : 'ok',
    act: () => world.namespace(slot).links.delete(name),
    holds: (_, after) => {
      const [left] = [after[world.slots.indexOf(slot)]];
      if (left?.links.some((each) => each['name'] === name)) {
        throw new Error(`${name} is still there`);
      }
    },
  };
});

const upDown = steps(
  fc.record({ slot: choice, link: choice, up: fc.boolean() }),
  (world, { slot: at, link, up }) => {
    const slot = pickSlot(world, at);
    const row = slot === undefined ? undefined : pickLink(world, slot, link);
    if (slot === undefined || row === undefined) return undefined;
    const verb = up ? 'up' : 'down';
    return {
      line: `(await net${slot}.links.get(${code(row['name'])})).${verb}()`,
      outcome: 'either',
      act: async () => (await world.namespace(slot).links.get(String(row['name'])))[verb](),
    };
  },
);

const rename = steps(fc.record({ slot: choice, link: choice, name }), (world, { slot: at, link, name }) => {
  const slot = pickSlot(world, at);
  const row = slot === undefined ? undefined : pickLink(world, slot, link);
  if (slot === undefined || row === undefined) return undefined;
  const same = row['name'] === name;
  const outcome = same ? 'ok' : nameOutcome(world, slot, name);
  return {
    line: `(await net${slot}.links.get(${code(row['name'])})).rename(${code(name)})`,
    // Linux before 6.2 renames only what is down.
    outcome: outcome === 'ok' && (row['flags'] as string[]).includes('UP') ? 'either' : outcome,
    act: async () => (await world.namespace(slot).links.get(String(row['name']))).rename(name),
  };
});

const moveTo = steps(
  fc.record({ slot: choice, link: choice, to: choice, name: fc.option(name, { nil: undefined }) }),
  (world, { slot: at, link, to: toAt, name }) => {
    const slot = pickSlot(world, at);
    const to = pickSlot(world, toAt);
    const row = slot === undefined ? undefined : pickLink(world, slot, link);
    if (slot === undefined || to === undefined || row === undefined) return undefined;
    const arrives = name ?? String(row['name']);
    return {
      line: `(await net${slot}.links.get(${code(row['name'])})).moveTo(net${to}, ${code({ name })})`,
      outcome: isBad(arrives) ? 'input' : 'either',
      act: async () =>
        (await world.namespace(slot).links.get(String(row['name']))).moveTo(
          world.namespace(to),
          name === undefined ? {} : { name },
        ),
    };
  },
);

const setMaster = steps(
  fc.record({ slot: choice, link: choice, master: choice }),
  (world, { slot: at, link, master }) => {
    const slot = pickSlot(world, at);
    const row = slot === undefined ? undefined : pickLink(world, slot, link);
    if (slot === undefined || row === undefined) return undefined;
    const bridges = world.links(slot).filter((each) => each['kind'] === 'bridge');
    // Bridges mostly; what is none, and nobody, too.
    const to =
      master < 8 ? bridges[master % Math.max(bridges.length, 1)]?.['name'] : pickName(world, slot, master);
    const target = String(to ?? 'nobody');
    const loop = target === row['name'];
    return {
      line: `(await net${slot}.links.get(${code(row['name'])})).setMaster(${code(target)})`,
      outcome:
        target === 'nobody' ? ['ENODEV'] : loop ? ['ELOOP', 'EINVAL', 'EOPNOTSUPP', 'EBUSY'] : 'either',
      act: async () => (await world.namespace(slot).links.get(String(row['name']))).setMaster(target),
    };
  },
);

const noMaster = steps(fc.record({ slot: choice, link: choice }), (world, { slot: at, link }) => {
  const slot = pickSlot(world, at);
  const row = slot === undefined ? undefined : pickLink(world, slot, link);
  if (slot === undefined || row === undefined) return undefined;
  return {
    line: `(await net${slot}.links.get(${code(row['name'])})).noMaster()`,
    outcome: 'ok',
    act: async () => (await world.namespace(slot).links.get(String(row['name']))).noMaster(),
  };
});

const changes: fc.Arbitrary<LinkChanges> = fc.oneof(
  fc.record({ mtu }),
  fc.record({ mac }),
  fc.record({ alias: mostly(['', 'to the left', 'x'.repeat(255)], ['ü'.repeat(128), 'x'.repeat(256)]) }),
  fc.record({ group: mostly<string | number>([0, 7, 'default'], ['nosuchgroup', -1]) }),
  fc.record({ txQueueLength: mostly([0, 10, 4096], [-1]) }),
  fc.record({ promisc: fc.boolean(), allmulticast: fc.boolean() }),
  fc.record({ arp: fc.boolean(), multicast: fc.boolean() }),
  // Several in one message: which of them the kernel refuses decides what was done before.
  fc.record({ alias: fc.constantFrom('left', 'right'), mtu }),
  // What goes in two.
  fc.record({ up: fc.boolean(), addrGenMode: fc.constantFrom('none', 'eui64') }),
  fc.record({ up: fc.constant(false), mac }),
  fc.constant({ nosuchsetting: 1 } as LinkChanges),
);

const settings = steps(
  fc.record({ slot: choice, link: choice, changes }),
  (world, { slot: at, link, changes }) => {
    const slot = pickSlot(world, at);
    const row = slot === undefined ? undefined : pickLink(world, slot, link);
    if (slot === undefined || row === undefined) return undefined;
    const wrong =
      'nosuchsetting' in changes ||
      [changes.mtu, changes.group, changes.txQueueLength].some(
        (each) => typeof each === 'number' && (each < 0 || each > 0xffff_ffff),
      ) ||
      changes.group === 'nosuchgroup';
    return {
      line: `(await net${slot}.links.get(${code(row['name'])})).set(${code(changes)})`,
      outcome: wrong ? 'input' : 'either',
      act: async () => (await world.namespace(slot).links.get(String(row['name']))).set(changes),
      // Documented: what came before the refused setting stays.
      partial: Object.keys(changes).length > 1,
    };
  },
);

const altnames = steps(
  fc.record({
    slot: choice,
    link: choice,
    verb: fc.constantFrom('addAltnames', 'deleteAltnames'),
    list: fc.array(
      mostly(['a0', 'alt0', 'alt1', 'an-alternative-name-of-many-bytes'], ['x'.repeat(128), 'a/b']),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  }),
  (world, { slot: at, link, verb, list }) => {
    const slot = pickSlot(world, at);
    const row = slot === undefined ? undefined : pickLink(world, slot, link);
    if (slot === undefined || row === undefined) return undefined;
    const own = row['altnames'] as string[];
    const taken = list.some((each, at) => namesIn(world, slot).has(each) || list.indexOf(each) < at);
    const missing = list.some((each, at) => !own.includes(each) || list.indexOf(each) < at);
    const wrong = list.some((each) => each.length > 127 || each.includes('/'));
    const refused =
      verb === 'addAltnames' ? (taken ? ['EEXIST'] : 'ok') : missing ? ['ENOENT', 'EINVAL'] : 'ok';
    return {
      line: `(await net${slot}.links.get(${code(row['name'])})).${verb}(...${code(list)})`,
      outcome: wrong ? 'input' : refused,
      act: async () => (await world.namespace(slot).links.get(String(row['name'])))[verb](...list),
    };
  },
);

/** Operations on links that are there. */
export const linkSteps: readonly fc.Arbitrary<Step>[] = [
  deleteLink,
  upDown,
  rename,
  moveTo,
  setMaster,
  noMaster,
  settings,
  altnames,
];
