import type { Differences } from '../../mirror/store/differences.ts';
import type { Printer } from '../print/printer.ts';
import type { ObjectSubject } from './subjects.ts';
import { isMembers, printValue, type Value, valueText } from './value-printer.ts';

/** All that `ip -j -d` says of an object. */
export type Said = Readonly<Record<string, Value>>;

/** What a key was and is; `undefined` where it is not there. */
export interface Turn {
  readonly key: string;
  readonly old: Value | undefined;
  readonly new: Value | undefined;
}

/**
 * What changes all the time, or is said of the message and not of the object: the mirror does not count it as a change,
 * and tells of none for it.
 */
const PASSING = /(^|\.)(valid_life_time|preferred_life_time|expires|event|deleted|\w+_timer)$/;

/** What of an object changed, by the keys of `ip -j -d`; of members of members, `linkinfo.info_data.stp_state`. */
export function turnsOf(old: Said, now: Said): Turn[] {
  const before = flat(old);
  const after = flat(now);
  const turns: Turn[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const same = (was === undefined) === (is === undefined) && valueText(was) === valueText(is);
    if (!same && !PASSING.test(key)) turns.push({ key, old: was, new: is });
  }
  return turns;
}

/** For what `ip` does not show: the same by the kernel's names. */
export function turnsOfUnsaid(differences: Differences): Turn[] {
  return Object.entries(differences).map(([key, { old, new: now }]) => ({
    key,
    old: plain(old),
    new: plain(now),
  }));
}

/** By which keys people and programs know an object, in the order in which `ip` says them. */
const identities: Readonly<Record<ObjectSubject, readonly string[]>> = {
  link: ['ifindex', 'ifname'],
  addr: ['index', 'dev', 'family', 'local', 'address', 'prefixlen'],
  route: ['type', 'dst', 'from', 'tos', 'table', 'metric'],
  neigh: ['dst', 'dev'],
  fdb: ['mac', 'ifname', 'dst', 'vlan', 'vni', 'master'],
  rule: ['priority', 'src', 'srclen', 'dst', 'dstlen', 'table'],
};

/** Prints which object changed and what of it, old -> new. */
export function printTurns(
  printer: Printer,
  subject: ObjectSubject,
  said: Said,
  turns: readonly Turn[],
): void {
  const keys = identities[subject].filter((key) => said[key] !== undefined);
  if (printer.json) {
    for (const key of keys) printValue(printer, key, said[key] as Value);
    printer.object('changes', () => {
      for (const turn of turns) {
        printer.object(turn.key, () => {
          if (turn.old !== undefined) printValue(printer, 'old', turn.old);
          if (turn.new !== undefined) printValue(printer, 'new', turn.new);
        });
      }
    });
    return;
  }
  // A link that is on top of none says so.
  const text = (key: string, value: Value | undefined) =>
    key === 'link' && value === null ? 'NONE' : valueText(value);
  const changes = turns.map(({ key, old, new: now }) => `${key} ${text(key, old)} -> ${text(key, now)}`);
  printer.text(`${identityText(subject, said, keys)}: ${changes.join('; ')}\n`);
}

function identityText(subject: ObjectSubject, said: Said, keys: readonly string[]): string {
  const word = (key: string) => valueText(said[key]);
  switch (subject) {
    case 'link':
      return `${word('ifindex')}: ${word('ifname')}`;
    case 'addr': {
      const peer = said['address'] === undefined ? '' : ` peer ${word('address')}`;
      return `${word('index')}: ${word('dev')}    ${word('family')} ${word('local')}${peer}/${word('prefixlen')}`;
    }
    case 'rule': {
      const prefix = (key: string) =>
        said[`${key}len`] === undefined ? word(key) : `${word(key)}/${word(`${key}len`)}`;
      const to = said['dst'] === undefined ? '' : ` to ${prefix('dst')}`;
      return `${word('priority')}:\tfrom ${prefix('src')}${to}`;
    }
    default:
      return keys.flatMap((key, at) => named(key, word(key), at)).join(' ');
  }
}

/** What comes first needs no name; what is usual is left out. */
function named(key: string, value: string, at: number): string[] {
  if ((key === 'type' && value === 'unicast') || (key === 'table' && value === 'main')) return [];
  if (key === 'type' || key === 'mac' || (key === 'dst' && at <= 1)) return [value];
  return [key === 'ifname' ? 'dev' : key, value];
}

function flat(said: Said, prefix = '', found = new Map<string, Value>()): Map<string, Value> {
  for (const [key, value] of Object.entries(said)) {
    if (isMembers(value)) flat(value, `${prefix}${key}.`, found);
    else found.set(`${prefix}${key}`, value);
  }
  return found;
}

function plain(value: unknown): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map((each) => plain(each) ?? null);
  if (typeof value !== 'object') return value as string | number | bigint | boolean;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each) ?? null]));
}
