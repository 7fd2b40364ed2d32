import { Namespace } from '../../../../src/index.ts';
import { pathOf } from './compare.ts';
import { ipRows, type Row, type Rows } from './ip-rows.ts';

/** Which namespace of the world. */
export type Slot = number;

/** Some namespaces, and what `ip` printed of each after the last step: that is all that commands know of them. */
export class World {
  readonly #namespaces: (Namespace | undefined)[] = [];
  readonly #seen: (Rows | undefined)[] = [];
  readonly #names: string[] = [];
  /** What was done so far, as TypeScript: a shrunk failure becomes a plain test. */
  readonly log: string[] = [];
  /** Whether rules and forwarding entries were looked at the last time. */
  knowsAll = false;

  constructor(count: number) {
    for (let slot = 0; slot < count; slot++) {
      this.#names.push(`rtnl-random-${process.pid}-${made++}`);
      this.create(slot);
    }
  }

  /** Something to work with: a cable between the first two, a bridge, addresses. */
  async furnish(): Promise<void> {
    const [one, other] = [this.namespace(0), this.namespace(1)];
    await (await one.links.get('lo')).up();
    await one.links.add({
      kind: 'veth',
      name: 'a0',
      up: true,
      addresses: ['10.0.0.1/24', 'fd00::1/64'],
      peer: { namespace: other, name: 'b0', up: true, addresses: ['10.0.0.9/24', 'fd00::9/64'] },
    });
    await one.links.add({ kind: 'bridge', name: 'c0', up: true });
    this.look();
  }

  get slots(): readonly Slot[] {
    return this.#names.map((_, slot) => slot).filter((slot) => this.#namespaces[slot] !== undefined);
  }

  nameOf(slot: Slot): string {
    return this.#names[slot] ?? '';
  }

  namespace(slot: Slot): Namespace {
    const namespace = this.#namespaces[slot];
    if (namespace === undefined) throw new Error(`there is no namespace ${slot}`);
    return namespace;
  }

  /** What `ip` printed last. */
  seen(slot: Slot): Rows {
    const seen = this.#seen[slot];
    if (seen === undefined) throw new Error(`there is no namespace ${slot}`);
    return seen;
  }

  links(slot: Slot): readonly Row[] {
    return this.seen(slot).links;
  }

  /** Makes the namespace of a slot, with `lo` down. */
  create(slot: Slot): void {
    const namespace = Namespace.create(this.nameOf(slot));
    this.#namespaces[slot] = namespace;
    // Addresses that IPv6 makes and examines in its own time would be there now in one answer, now in the next.
    namespace.sysctl('net.ipv6.conf.default.accept_dad', 0);
    namespace.sysctl('net.ipv6.conf.default.addr_gen_mode', 1);
    namespace.sysctl('net.ipv6.conf.default.router_solicitations', 0);
    this.look();
  }

  /** Deletes the namespace of a slot; what it takes with it from the others is gone afterwards. */
  async delete(slot: Slot): Promise<void> {
    const namespace = this.namespace(slot);
    const others = this.slots.filter((other) => other !== slot);
    const ids = await Promise.all(others.map((other) => this.namespace(other).nsid(namespace)));
    this.#namespaces[slot] = undefined;
    this.#seen[slot] = undefined;
    await namespace.delete();
    // The kernel takes it down in its own time, with the other ends of its cables.
    let before = '';
    for (let tries = 0; tries < 200; tries++) {
      this.look();
      const seen = others.map((other) => this.seen(other));
      const now = JSON.stringify(seen);
      const left = seen.some(({ links }, at) =>
        links.some(({ nsid }) => nsid !== undefined && nsid === ids[at]),
      );
      if (!left && now === before) return;
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`what ${this.nameOf(slot)} had in other namespaces does not go`);
  }

  /** Asks `ip`; for everything, or for what most steps touch. */
  look(thorough = true): void {
    this.knowsAll = thorough;
    for (const slot of this.slots) {
      this.#seen[slot] = ipRows(pathOf(this.namespace(slot)), thorough ? undefined : this.#seen[slot]);
    }
  }

  async close(): Promise<void> {
    for (const slot of this.slots) await this.namespace(slot).delete();
  }
}

let made = 0;
