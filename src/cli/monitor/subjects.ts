import { AF } from '../../../protocol/route/families.ts';
import type { Group } from '../../../protocol/route/index.ts';
import type { ObjectKind } from '../../mirror/objects.ts';
import { InputError, unknown } from '../errors.ts';
import type { Words } from '../words.ts';

/** What can be watched, by the names of the objects that list it. */
export const subjects = ['link', 'addr', 'route', 'neigh', 'fdb', 'rule', 'nexthop', 'nsid'] as const;

export type Subject = (typeof subjects)[number];

/** Those of which a mirror knows what there is; of the others it is only known what the kernel tells. */
const mirrored = {
  link: 'link',
  addr: 'address',
  route: 'route',
  neigh: 'neighbour',
  fdb: 'fdb',
  rule: 'rule',
} as const satisfies Partial<Record<Subject, ObjectKind>>;

export type ObjectSubject = keyof typeof mirrored;

/** What a mirror calls these subjects, as far as it has them. */
export function kindsOf(chosen: ReadonlySet<Subject>): ObjectKind[] {
  return [...chosen].filter(isMirrored).map((subject) => mirrored[subject]);
}

export function isMirrored(subject: Subject): subject is ObjectSubject {
  return subject in mirrored;
}

/** Other words for a subject. */
const aliases: Readonly<Record<string, Subject>> = {
  address: 'addr',
  neighbour: 'neigh',
  neighbor: 'neigh',
  netns: 'nsid',
};

/** What somebody wants to see. */
export interface Watch {
  readonly subjects: ReadonlySet<Subject>;
  /** Whether each event tells what it is about. */
  readonly labels: boolean;
  /** The name of the only interface of interest. */
  readonly dev: string | undefined;
  /** Whether of an object that changed only what changed is shown. */
  readonly changes: boolean;
  /** Whether what is there is shown first. */
  readonly followState: boolean;
}

/** The words that follow `monitor`. @throws InputError */
export function parseWatch(words: Words): Watch {
  const chosen = new Set<Subject>();
  let labels = false;
  let changes = false;
  let followState = false;
  let dev: string | undefined;
  for (let word = words.next(); word !== undefined; word = words.next()) {
    const subject = subjectOf(word);
    const option = /^--?[a-z]/.test(word) ? word.replace(/^--?/, '') : '';
    if (option.length > 1 && 'changes'.startsWith(option)) changes = true;
    else if (option.length > 1 && 'follow-state'.startsWith(option)) followState = true;
    else if (option !== '') throw unknown('option', word, ['--changes', '--follow-state']);
    else if (word === 'all') for (const each of subjects) chosen.add(each);
    else if (word === 'dev') dev = words.operand(word);
    else if (subject !== undefined) chosen.add(subject);
    else if (word.length > 1 && 'label'.startsWith(word)) labels = true;
    else if (elsewhere.includes(word))
      throw new InputError(`rtnl-dump does not watch "${word}" yet: ip does`);
    else throw unknown('object', word, [...subjects, 'all', 'dev', 'label']);
  }
  if (chosen.size === 0) for (const each of subjects) chosen.add(each);
  return { subjects: chosen, labels: labels || chosen.size > 1, dev, changes, followState };
}

/** What `ip monitor` knows besides. */
const elsewhere = ['mroute', 'maddress', 'acaddress', 'netconf', 'prefix', 'stats', 'file', 'all-nsid'];

function subjectOf(word: string): Subject | undefined {
  const names = [...subjects, ...Object.keys(aliases)];
  const name = names.includes(word) ? word : names.find((each) => word !== '' && each.startsWith(word));
  return name === undefined ? undefined : (aliases[name] ?? (name as Subject));
}

type Families = readonly (readonly [family: number, group: Group])[];

const inet = AF.values.inet;
const inet6 = AF.values.inet6;

const groups: Readonly<Record<Subject, Families>> = {
  link: [[AF.values.unspec, 'link']],
  addr: [
    [inet, 'ipv4Ifaddr'],
    [inet6, 'ipv6Ifaddr'],
  ],
  route: [
    [inet, 'ipv4Route'],
    [inet6, 'ipv6Route'],
    [AF.values.mpls, 'mplsRoute'],
  ],
  neigh: [[AF.values.unspec, 'neigh']],
  fdb: [[AF.values.unspec, 'neigh']],
  rule: [
    [inet, 'ipv4Rule'],
    [inet6, 'ipv6Rule'],
  ],
  nexthop: [[AF.values.unspec, 'nexthop']],
  nsid: [[AF.values.unspec, 'nsid']],
};

/** The multicast groups that tell of these subjects, in that `AF_*` or, when it is 0, in all. */
export function groupsOf(chosen: ReadonlySet<Subject>, family: number): Group[] {
  const all = [...chosen].flatMap((subject) => groups[subject]);
  const wanted = all.filter(([of]) => family === 0 || of === 0 || of === family).map(([, group]) => group);
  // The names of links and namespaces must stay true, whatever is shown.
  return [...new Set<Group>(['link', 'nsid', ...wanted])];
}
