import { NTF, NUD, type neighbour } from '../../protocol/route/neighbour.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { optionalNumber, refuseUnknown } from './check-options.ts';
import { type FdbState, stateWords } from './fdb-words.ts';
import { flagBits } from './flag-bits.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import { macAddress } from './link-layer-address.ts';
import type { Namespace } from './namespace.ts';
import { parseIp } from './network.ts';

/** Which entry for a MAC address is meant. */
export interface FdbKey {
  /** The port of a bridge, or the interface that has entries of its own: a VXLAN, or the bridge itself. */
  readonly dev: InterfaceReference;
  /** In the table of the bridge that `dev` is a port of. */
  readonly master?: boolean | undefined;
  /** In the table of `dev` itself: the default, unless `master` is said. */
  readonly self?: boolean | undefined;
  /** 1 to 4094. */
  readonly vlan?: number | undefined;
  /** VXLAN: the remote end that the address is behind. */
  readonly dst?: string | undefined;
  /** VXLAN: the remote end's UDP port, when it is not the interface's. */
  readonly port?: number | undefined;
  /** VXLAN: the network identifier to send with, when it is not the interface's. */
  readonly vni?: number | undefined;
  /** VXLAN with external control: the network identifier that the entry is for. */
  readonly srcVni?: number | undefined;
  /** VXLAN: the interface by which the remote end is reached. */
  readonly via?: InterfaceReference | undefined;
  /** VXLAN: the id of a group of nexthop objects, in place of `dst`. */
  readonly nhid?: number | undefined;
}

/** What an entry may have beside its address: `bridge fdb add`. */
export interface FdbOptions extends FdbKey {
  /**
   * `permanent` by default: for this host itself. `static`: behind the port for ever; `dynamic`: behind the port until
   * it ages away.
   */
  readonly state?: 'permanent' | 'static' | 'dynamic' | undefined;
  /** It stays behind this port, wherever its packets come from; not for permanent entries. */
  readonly sticky?: boolean | undefined;
  /** It was learned by another than the kernel, which then does not let it age away. */
  readonly externLearn?: boolean | undefined;
  /** As if a packet had come from the address just now. */
  readonly use?: boolean | undefined;
  /** VXLAN: the address is that of a router. */
  readonly router?: boolean | undefined;
}

/** Which entries are wanted; what is left out does not matter. */
export interface FdbFilter {
  /** Of this bridge's ports, and its own. */
  readonly bridge?: InterfaceReference | undefined;
  /** Of this port, or other interface with entries of its own. */
  readonly dev?: InterfaceReference | undefined;
  readonly lladdr?: string | undefined;
  readonly vlan?: number | undefined;
  readonly state?: FdbState | undefined;
  /** Whether it may age away: neither permanent nor static. */
  readonly dynamic?: boolean | undefined;
  /** VXLAN: behind this remote end. */
  readonly dst?: string | undefined;
}

/** The message that names an entry; all but its state. @throws InputError, OperationError when `via` can't be found */
export async function fdbInput(
  namespace: Namespace,
  lladdr: string,
  index: number,
  options: Omit<FdbOptions, 'dev'>,
): Promise<MessageInputOf<typeof neighbour>> {
  checkFdb(options);
  const { dst, via, nhid } = options;
  return {
    header: { family: 'bridge', ifindex: index, flags: flagsOf(options) },
    lladdr: macAddress(lladdr, 'lladdr'),
    dst: dst === undefined ? undefined : parseIp(dst, 'dst').text,
    vlan: optionalNumber(options.vlan, 'vlan', 1, 4094),
    port: optionalNumber(options.port, 'port', 1, 0xffff),
    vni: optionalNumber(options.vni, 'vni', 0, 0xff_ffff),
    srcVni: optionalNumber(options.srcVni, 'srcVni', 0, 0xff_ffff),
    nhId: optionalNumber(nhid, 'nhid', 1, 0xffff_ffff),
    ifindex: via === undefined ? undefined : await indexOf(namespace, via, 'via'),
  };
}

/** `NUD_*` of a new entry. @throws InputError */
export function newState({ state = 'permanent', sticky }: Omit<FdbOptions, 'dev'>): number {
  const bits = NEW_STATES[state];
  if (bits === undefined) {
    const hint = nearest(String(state), Object.keys(NEW_STATES));
    throw new InputError(`state: a new entry has no state "${String(state)}"${hint}`);
  }
  if (sticky === true && state === 'permanent') {
    throw new InputError(
      'sticky: a permanent entry is for this host and can not move; say state static or dynamic',
    );
  }
  return bits;
}

/** Checks a filter. @throws InputError */
export function checkFdbFilter(filter: FdbFilter): void {
  refuseUnknown('a filter of forwarding entries', filter, FILTERS);
  const { state } = filter;
  if (state === undefined || stateWords.some(([word]) => word === state)) return;
  const known = stateWords.map(([word]) => word);
  throw new InputError(`state: an entry has no state "${String(state)}"${nearest(String(state), known)}`);
}

function checkFdb(options: Omit<FdbOptions, 'dev'>): void {
  refuseUnknown('a forwarding entry', options, KNOWN);
  const remote = REMOTE.find((key) => options[key] !== undefined);
  if (remote !== undefined && options.master === true && options.self !== true) {
    throw new InputError(
      `${remote}: it is for a VXLAN's own entries (self), not for those of its bridge (master)`,
    );
  }
  const beside = (['dst', 'port', 'vni', 'via'] as const).find((key) => options[key] !== undefined);
  if (options.nhid !== undefined && beside !== undefined) {
    throw new InputError(`nhid: say it in place of ${beside}, not beside it`);
  }
}

function flagsOf(options: Omit<FdbOptions, 'dev'>): number {
  const flags = flagBits(options, FLAGS);
  const somewhere = NTF.values.self | NTF.values.master;
  return (flags & somewhere) === 0 ? flags | NTF.values.self : flags;
}

const NEW_STATES: Readonly<Record<string, number>> = {
  permanent: NUD.values.noarp | NUD.values.permanent,
  static: NUD.values.noarp | NUD.values.reachable,
  dynamic: NUD.values.reachable,
};

const FLAGS = [
  ['master', NTF.values.master],
  ['self', NTF.values.self],
  ['sticky', NTF.values.sticky],
  ['externLearn', NTF.values.extLearned],
  ['use', NTF.values.use],
  ['router', NTF.values.router],
] as const;

const REMOTE = ['dst', 'port', 'vni', 'srcVni', 'via', 'nhid'] as const;

const KNOWN: ReadonlySet<string> = new Set<keyof FdbOptions>([
  'dev',
  'vlan',
  'state',
  ...FLAGS.map(([key]) => key),
  ...REMOTE,
]);

const FILTERS: ReadonlySet<string> = new Set<keyof FdbFilter>([
  'bridge',
  'dev',
  'lladdr',
  'vlan',
  'state',
  'dynamic',
  'dst',
]);
