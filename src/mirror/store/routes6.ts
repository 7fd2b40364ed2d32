import { RTPROT } from '../../../protocol/route/route/rtmsg.ts';
import { NLM_F, type Reader } from '../../../protocol/wire/index.ts';
import { find, type Hop, hopsOf, sameHop, withHops } from './hops.ts';
import { RouteFields } from './route-fields.ts';
import { type Outcome, RouteRules } from './route-rules.ts';
import type { RouteRun } from './route-run.ts';
import { NONE, type Slot } from './slots.ts';

/**
 * What a message of an IPv6 route does to the store (`fib6_add_rt2node`, `ip6_route_mpath_notify`,
 * `__ip6_del_rt_siblings`; net/ipv6). Of one prefix and metric, all routes with a gateway are the ways of one route;
 * those without stand beside it. An addition tells all ways, the new one first; a deletion tells all ways when the
 * route goes, and only those that go when some stay.
 */
export class Routes6 extends RouteRules {
  readonly #other = new RouteFields();

  /** @param flags `nlmsg_flags` of the event */
  override add(reader: Reader, at: number, end: number, flags: number): Outcome {
    const replays = this.replays(this.fields.read(reader, at, end));
    const outcome = this.#add(reader, at, end, flags);
    return replays ?? outcome;
  }

  override delete(reader: Reader, at: number, end: number): Outcome {
    const replays = this.replays(this.fields.read(reader, at, end));
    const outcome = this.#delete(reader, at, end);
    return replays ?? outcome;
  }

  #add(reader: Reader, at: number, end: number, flags: number): Outcome {
    const { store } = this;
    const fields = this.fields.read(reader, at, end);
    const run = this.run.find(store, fields, reader);
    const replaces = (flags & NLM_F.REPLACE) !== 0;
    if (run.first !== NONE) {
      const hasWays = mayHaveWays(reader, at, end, fields);
      const alike = this.alike(run, reader, at, end);
      const slot = alike !== NONE ? alike : hasWays ? this.#withWays(run) : NONE;
      if (slot !== NONE) {
        if (hasWays && !replaces) this.#replaceWays(slot, reader, at, end, fields);
        else this.replace(slot, reader, at, end);
        return 'sure';
      }
      if (replaces) {
        this.replayed?.add(fields.hash());
        const first = hasWays ? NONE : this.#withoutWays(run);
        this.replace(first === NONE ? run.first : first, reader, at, end);
        return 'sure';
      }
    }
    const previous = run.last === NONE ? run.before : run.last;
    this.observer.added(store, store.insert(run.head, previous, fields, reader, at, end));
    return replaces ? 'doubtful' : 'sure';
  }

  #delete(reader: Reader, at: number, end: number): Outcome {
    const { store } = this;
    const fields = this.fields.read(reader, at, end);
    const run = this.run.find(store, fields, reader);
    // Of a run that is empty nothing can be left over.
    if (run.first === NONE) return 'sure';
    const alike = this.alike(run, reader, at, end);
    if (alike !== NONE) {
      this.remove(alike);
      return 'sure';
    }
    const slot = mayHaveWays(reader, at, end, fields) ? this.#withWays(run) : NONE;
    return slot === NONE ? 'doubtful' : this.#removeWays(slot, reader, at, end, fields);
  }

  /** The event begins with the new way where the kernel's list, and so a dump, begins with the oldest. */
  #replaceWays(slot: Slot, reader: Reader, at: number, end: number, fields: RouteFields): void {
    const mine = this.#hops(slot);
    const hops = hopsOf(reader, at, end, fields);
    const first = mine.hops[0];
    const turn = first === undefined ? 0 : hops.findIndex((hop) => sameHop(reader, hop, mine.reader, first));
    if (turn <= 0) this.replace(slot, reader, at, end);
    else {
      const turned = withHops(reader, at, end, fields, [...hops.slice(turn), ...hops.slice(0, turn)]);
      this.replace(slot, turned, 0, turned.bytes.length);
    }
  }

  #removeWays(slot: Slot, reader: Reader, at: number, end: number, fields: RouteFields): Outcome {
    const gone = hopsOf(reader, at, end, fields);
    const mine = this.#hops(slot);
    const left = mine.hops.filter((hop) => !gone.some((each) => sameHop(reader, each, mine.reader, hop)));
    if (left.length === mine.hops.length) return 'doubtful';
    if (left.length === 0) this.remove(slot);
    else {
      const made = withHops(mine.reader, mine.at, mine.end, this.#other, left);
      this.replace(slot, made, 0, made.bytes.length);
    }
    return left.length + gone.length === mine.hops.length ? 'sure' : 'doubtful';
  }

  #withWays(run: RouteRun): Slot {
    return this.#find(run, true);
  }

  #withoutWays(run: RouteRun): Slot {
    return this.#find(run, false);
  }

  #find({ first, last }: RouteRun, wanted: boolean): Slot {
    const { arena } = this.store;
    for (let slot = first; ; slot = this.store.nextOf(slot)) {
      const address = this.store.addressOf(slot);
      const at = arena.offsetOf(address);
      const end = at + arena.lengthAt(address);
      const fields = this.store.fieldsOf(slot, this.#other);
      if (mayHaveWays(arena.readerAt(address), at, end, fields) === wanted) return slot;
      if (slot === last) return NONE;
    }
  }

  /** Leaves the route's fields in `#other`. */
  #hops(slot: Slot): { reader: Reader; at: number; end: number; hops: Hop[] } {
    const { arena } = this.store;
    const address = this.store.addressOf(slot);
    const reader = arena.readerAt(address);
    const at = arena.offsetOf(address);
    const end = at + arena.lengthAt(address);
    return { reader, at, end, hops: hopsOf(reader, at, end, this.store.fieldsOf(slot, this.#other)) };
  }
}

/** `rt6_qualify_for_ecmp`: a gateway, not learned from a router's advertisement or a redirect, no nexthop object. */
function mayHaveWays(reader: Reader, at: number, end: number, fields: RouteFields): boolean {
  if (fields.nhId !== 0) return false;
  if (fields.multipath !== 0) return true;
  const learned = fields.protocol === RTPROT.values.ra || fields.protocol === RTPROT.values.redirect;
  return !learned && find(reader, at + 28, end, RTA_GATEWAY) !== 0;
}

const RTA_GATEWAY = 5;
