import type { nexthop } from '../../../protocol/route/nexthop.ts';
import { RT_SCOPE, RT_TABLE } from '../../../protocol/route/route/rtmsg.ts';
import { IFF } from '../../../protocol/route/types.ts';
import { type MessageViewOf, parseIPv4 } from '../../../protocol/schema/index.ts';
import type { Reader } from '../../../protocol/wire/index.ts';
import type { AddressView } from '../../model/address.ts';
import type { LinkView } from '../../model/interface.ts';
import { hasMore, RouteFields } from './route-fields.ts';
import type { State } from './state.ts';

/**
 * What follows from a link's coming, changing or going, and is not told: see docs/mirror.md, which has the kernel's
 * reasons. @param after `undefined` when it is gone
 */
export function inferFromLink(state: State, before: LinkView | undefined, after: LinkView | undefined): void {
  const { observer } = state;
  const gone = after === undefined;
  const index = (after ?? before)?.header.index ?? 0;
  const was = before?.header.flags ?? 0;
  const is = after?.header.flags ?? 0;
  const wentDown = (was & UP) !== 0 && (is & UP) === 0;
  if (gone || wentDown) {
    observer.inferring();
    loseInterface(state, index, gone);
    if (gone) loseObjects(state, index);
    observer.told();
  }
  if (gone || ((was ^ is) & STATE) !== 0) {
    // Ways come to life, die or have no carrier.
    // By one that is gone nothing can be asked for.
    observer.doubt('routes4', gone ? undefined : index);
    observer.doubt('routes6');
  }
  if (before?.mtu !== after?.mtu) observer.doubt('routes6');
  if (before?.ifname !== after?.ifname || before?.master !== after?.master || gone) {
    if (state.has('rule')) observer.doubt('rules');
    // Of a link that refers to this one, the kernel does not say where it has gone.
    if (gone) observer.doubt('links');
    if (before?.master !== after?.master) observer.doubt('routes4');
  }
  if (state.has('fdb')) observer.doubt('fdb');
}

/** IPv4 routes that leave by an interface which went down, or is gone, go without a word. */
function loseInterface(state: State, index: number, forced: boolean): void {
  removeRoutes(state, index, (fields, reader) => {
    if (!fields.uses(reader, index)) return false;
    if (!forced && fields.scope >= RT_SCOPE.values.host) return false;
    return fields.multipath === 0 || waysAreDead(state, fields, reader, index);
  });
}

/** An interface's last IPv4 address takes all its routes along, but those of nexthop objects. */
function loseLastAddress(state: State, index: number): void {
  removeRoutes(
    state,
    index,
    (fields, reader) =>
      fields.nhId === 0 &&
      fields.uses(reader, index) &&
      (fields.multipath === 0 || waysAreDead(state, fields, reader, index)),
  );
}

/** Whether all ways of a route but those by an interface are dead too. */
function waysAreDead(state: State, fields: RouteFields, reader: Reader, index: number): boolean {
  for (let hop = fields.multipath; fields.multipathEnd - hop >= 8; hop += (reader.u16(hop) + 3) & ~3) {
    const oif = reader.u32(hop + 4);
    if (oif === index || (reader.u8(hop + 2) & RTNH_F_DEAD) !== 0) continue;
    const link = state.links.get(oif);
    if (link === undefined || (link.header.flags & UP) !== 0) return false;
  }
  return true;
}

/** What belonged to a link that is gone. */
function loseObjects(state: State, index: number): void {
  for (const [key, { header }] of state.addresses) if (header.index === index) state.drop('address', key);
  for (const [key, { header }] of state.neighbours)
    if (header.ifindex === index) state.drop('neighbour', key);
  for (const [key, { header, master }] of state.fdb) {
    if (header.ifindex === index || master === index) state.drop('fdb', key);
  }
}

/** What follows from an address's going. */
export function inferFromAddress(state: State, { header, local, address }: AddressView): void {
  const { observer } = state;
  if (header.family === 'inet6') {
    // Routes that prefer it as their source forget it.
    observer.doubt('routes6');
    return;
  }
  const source = String(local ?? address);
  let last = true;
  let elsewhere = false;
  for (const other of state.addresses.values()) {
    if (other.header.family !== 'inet') continue;
    if (other.header.index === header.index) last = false;
    if ((other.local ?? other.address) === source) elsewhere = true;
  }
  observer.inferring();
  if (!elsewhere) loseSource(state, source, tableOf(state, header.index));
  if (last) loseLastAddress(state, header.index);
  observer.told();
  observer.doubt('routes4');
}

/** IPv4 routes of the table that prefer a source address which is gone. */
function loseSource(state: State, source: string, table: number): void {
  const bytes = parseIPv4(source);
  if (bytes === undefined) return;
  const wanted = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  removeRoutes(
    state,
    undefined,
    (fields, reader) =>
      fields.prefsrc !== 0 && fields.table === table && reader.view.getUint32(fields.prefsrc) === wanted,
  );
}

/** `l3mdev_fib_table`: the table of the VRF that a link is a port of, or the main one. */
function tableOf(state: State, index: number): number {
  const master = state.links.get(index)?.master;
  const info = master === undefined ? undefined : state.links.get(master)?.linkinfo;
  const table = info?.kind === 'vrf' ? (info.data as { table?: number } | undefined)?.table : undefined;
  return table ?? RT_TABLE.values.main;
}

/** A nexthop object that goes takes its IPv4 routes along. */
export function inferFromNexthop(state: State, view: MessageViewOf<typeof nexthop>): void {
  const { observer } = state;
  if (view.$type === 'RTM_DELNEXTHOP' && view.id !== undefined) {
    const { id } = view;
    observer.inferring();
    removeRoutes(state, undefined, (fields) => fields.nhId === id);
    observer.told();
  }
  observer.doubt('routes4');
  observer.doubt('routes6');
}

/**
 * Takes IPv4 routes out.
 * @param index of those that have to do with an interface; `undefined`: with something else
 */
function removeRoutes(
  state: State,
  index: number | undefined,
  lost: (fields: RouteFields, reader: Reader) => boolean,
): void {
  if (!state.has('route')) return;
  const routes = state.routes.inet;
  const { slots, arena } = routes.store;
  for (let slot = 0; slot < slots.limit; slot++) {
    const way = slots.wayOf(slot);
    if (way !== index && !hasMore(way)) continue;
    const found = routes.store.fieldsOf(slot, fields);
    if (lost(found, arena.readerAt(slots.addressOf(slot)))) routes.remove(slot);
  }
}

const fields = new RouteFields();
const UP = IFF.values.up;
const STATE = UP | IFF.values.running | IFF.values.lowerUp | IFF.values.dormant;
const RTNH_F_DEAD = 1;
