import { RT_TABLE, RT_TABLE_8, RTPROT } from '../../protocol/route/route/rtmsg.ts';
import { FIB_RULE, FR_ACT, type rule } from '../../protocol/route/rule.ts';
import type { Json, MessageViewOf } from '../../protocol/schema/index.ts';
import { ipProtocolNamed } from './names/ip-protocols.ts';
import type { Namespace } from './namespace.ts';
import type { Family } from './network.ts';
import { numberOf } from './number.ts';
import { ruleLine } from './rule-line.ts';
import type { RuleAction } from './rule-options.ts';
import { names } from './words.ts';

/** A rule as it was received. */
export type RuleView = MessageViewOf<typeof rule>;

/** The table of a rule, which its header may be too small for. */
export function ruleTable({ header, table }: RuleView): number {
  return table === undefined ? numberOf(RT_TABLE_8, header.table) : numberOf(RT_TABLE, table);
}

/** A rule of the routing policy: which packets it is for, and what it does. As it was when it was asked for. */
export class Rule {
  readonly namespace: Namespace;
  /** The message that the properties read. */
  readonly view: RuleView;

  /** @internal */
  constructor(namespace: Namespace, view: RuleView) {
    this.namespace = namespace;
    this.view = view;
  }

  get family(): Family {
    return this.view.header.family === 'inet6' ? 'inet6' : 'inet';
  }

  /** The lower comes first. */
  get priority(): number {
    return this.view.priority ?? 0;
  }

  /** Whether it is for all packets but those that it names. */
  get not(): boolean {
    return this.#has('invert');
  }

  /** `10.0.0.0/8`, `all`. */
  get from(): string {
    return this.#prefix(this.view.src, this.view.header.srcLen);
  }

  /** `10.0.0.0/8`, `all`. */
  get to(): string {
    return this.#prefix(this.view.dst, this.view.header.dstLen);
  }

  /** The interface that packets come in by. */
  get iif(): string | undefined {
    return this.view.iifname;
  }

  /** The interface that a socket is bound to. */
  get oif(): string | undefined {
    return this.view.oifname;
  }

  /** Whether there is no interface `iif` or `oif` now, so that the rule is for nothing. */
  get isDetached(): boolean {
    return this.#has('iifDetached') || this.#has('oifDetached');
  }

  /** The firewall mark. */
  get fwmark(): number | undefined {
    const { fwmark, fwmask } = this.view;
    return fwmark ?? (fwmask === undefined ? undefined : 0);
  }

  /** Which bits of the mark count. */
  get fwmask(): number | undefined {
    return this.view.fwmask;
  }

  /** The type of service; 0: any. */
  get tos(): number {
    return this.view.header.tos;
  }

  /** The upper six bits of the type of service. */
  get dscp(): number | undefined {
    return this.view.dscp;
  }

  /** `tcp`, or another name of protocols(5), or a number as text. */
  get ipProtocol(): string | undefined {
    const { ipProto } = this.view;
    return ipProto === undefined ? undefined : (ipProtocolNamed(ipProto) ?? String(ipProto));
  }

  /** Source ports: the first and the last. */
  get sport(): readonly [first: number, last: number] | undefined {
    return pair(this.view.sportRange);
  }

  /** Destination ports: the first and the last. */
  get dport(): readonly [first: number, last: number] | undefined {
    return pair(this.view.dportRange);
  }

  /** The users that send: the first and the last. */
  get uidRange(): readonly [first: number, last: number] | undefined {
    return pair(this.view.uidRange);
  }

  /** The id of the tunnel that packets came by. */
  get tunId(): bigint | undefined {
    return this.view.tunId;
  }

  /** Whether it looks into the table of the VRF that the interface belongs to. */
  get l3mdev(): boolean {
    return (this.view.l3mdev ?? 0) !== 0;
  }

  /** The table that it looks into: `main`, or another name or number of `rt_tables`. */
  get table(): string | undefined {
    const { tableId } = this;
    return tableId === undefined ? undefined : names.table.name(tableId);
  }

  get tableId(): number | undefined {
    return ruleTable(this.view) || undefined;
  }

  /** What it does: `lookup` in a table, `goto`, `blackhole` ...; a number when that has no name here. */
  get action(): 'lookup' | 'goto' | RuleAction | number {
    const { action } = this.view.header;
    if (action === 'toTbl') return 'lookup';
    return action === 'unspec' || action === 'res3' || action === 'res4' ? FR_ACT.values[action] : action;
  }

  /** The priority of the rule to go on with. */
  get goto(): number | undefined {
    return this.view.goto;
  }

  /** Routes with prefixes of this length or shorter are passed over. */
  get suppressPrefixLength(): number | undefined {
    return unlessNone(this.view.suppressPrefixlen);
  }

  /** Routes that lead to interfaces of this group are passed over. */
  get suppressGroup(): string | undefined {
    const group = unlessNone(this.view.suppressIfgroup);
    return group === undefined ? undefined : names.group.name(group);
  }

  /** The realm of the destination, or `from/to`. */
  get realms(): string | undefined {
    const { flow } = this.view;
    if (flow === undefined) return undefined;
    const to = names.realm.name(flow & 0xffff);
    return flow >>> 16 === 0 ? to : `${names.realm.name(flow >>> 16)}/${to}`;
  }

  /** Who put it there: `kernel`, `static`, or another name or number of `rt_protos`. */
  get protocol(): string {
    return names.protocol.name(numberOf(RTPROT, this.view.protocol ?? 0));
  }

  /** @throws OperationError: ENOENT when it is gone */
  delete(): Promise<void> {
    return this.namespace.rules.deleteRule(this);
  }

  /** What `ip rule` prints: `32765: from all iif bridge0 lookup 88`. */
  get line(): string {
    return ruleLine(this);
  }

  /** For people: `rule 32765: from all iif bridge0 lookup 88 in net1`. */
  toString(): string {
    return `rule ${this.line} in ${this.namespace}`;
  }

  toJSON(): Json {
    return this.view.toJSON();
  }

  #has(flag: keyof typeof FIB_RULE.values): boolean {
    return (this.view.header.flags & FIB_RULE.values[flag]) !== 0;
  }

  #prefix(address: string | Uint8Array | undefined, length: number): string {
    if (length === 0) return 'all';
    const any = this.family === 'inet' ? '0.0.0.0' : '::';
    return `${typeof address === 'string' && address !== '' ? address : any}/${length}`;
  }
}

function pair(range: { readonly start: number; readonly end: number } | undefined) {
  return range === undefined ? undefined : ([range.start, range.end] as const);
}

function unlessNone(value: number | undefined): number | undefined {
  return value === -1 ? undefined : value;
}
