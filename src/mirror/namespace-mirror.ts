import type { Namespace } from '../model/namespace.ts';
import { Change, objectOf, type Surroundings } from './events/change.ts';
import type { ObjectOf } from './events/event.ts';
import { Follower } from './follow/follower.ts';
import { type Recorded, Recorder } from './follow/recorder.ts';
import type { Source } from './follow/source.ts';
import type { MirrorHealth } from './health.ts';
import type { ObjectKind } from './objects.ts';
import { MirroredLinks } from './read/links.ts';
import { MirroredObjects } from './read/objects.ts';
import { MirroredRoutes } from './read/routes.ts';
import { MirroredRules } from './read/rules.ts';
import type { Selection } from './selection.ts';
import { viewsOf } from './store/views.ts';

/** An object and its key. */
export type MirrorEntry = {
  [K in ObjectKind]: { readonly kind: K; readonly key: string; readonly object: ObjectOf[K] };
}[ObjectKind];

/** How a namespace is followed. */
export interface FollowOptions {
  readonly selection: Selection;
  readonly persistent: boolean;
  readonly receiveBuffer: number | undefined;
}

/** One namespace of a mirror: its objects as they are known now. What it gives out does not change any more. */
export class NamespaceMirror implements Surroundings {
  readonly namespace: Namespace;
  /** @internal */
  readonly id: string;
  readonly links: MirroredLinks;
  readonly addresses: MirroredObjects<'address'>;
  readonly routes: MirroredRoutes;
  readonly neighbours: MirroredObjects<'neighbour'>;
  readonly rules: MirroredRules;
  readonly fdb: MirroredObjects<'fdb'>;
  /** @internal */
  readonly follower: Follower;
  /** @internal */
  readonly recorder: Recorder;
  readonly #options: FollowOptions;
  /** The namespaces that this one knows by numbers, of those that are mirrored too. */
  #nsids: ReadonlyMap<number, Namespace> = new Map();

  /** @internal */
  constructor(
    namespace: Namespace,
    source: Source,
    options: FollowOptions,
    reader: { isHeard(): boolean; deliver(change: Change<ObjectKind>): void },
  ) {
    this.namespace = namespace;
    this.id = String(namespace.inode);
    this.#options = options;
    this.recorder = new Recorder(options.selection.kinds, {
      isHeard: () => reader.isHeard(),
      deliver: (record: Recorded) =>
        reader.deliver(new Change(record, this, performance.timeOrigin + performance.now())),
    });
    this.follower = new Follower(source, options.selection, this.recorder);
    this.recorder.health = this.follower.health;
    const { state } = this.follower;
    this.links = new MirroredLinks(namespace, state);
    this.addresses = new MirroredObjects('address', namespace, state);
    this.routes = new MirroredRoutes(namespace, state);
    this.neighbours = new MirroredObjects('neighbour', namespace, state);
    this.rules = new MirroredRules(namespace, state);
    this.fdb = new MirroredObjects('fdb', namespace, state);
  }

  /** How it fares. */
  get health(): MirrorHealth {
    return this.follower.health;
  }

  /** Names of its interfaces by index. */
  get linkNames(): ReadonlyMap<number, string> {
    return this.follower.state.linkNames;
  }

  /** All objects with the keys by which events name them: what the next events are changes of. */
  *entries(): Generator<MirrorEntry, void, undefined> {
    const { state } = this.follower;
    const { namespace, linkNames } = this;
    const { kinds } = state.selection;
    for (const [kind, key, view] of viewsOf(state)) {
      if (kinds.has(kind))
        yield { kind, key, object: objectOf(kind, view, namespace, linkNames) } as MirrorEntry;
    }
  }

  byNsid(nsid: number): Namespace | undefined {
    return this.#nsids.get(nsid);
  }

  /** @internal Asks by which numbers this namespace knows others. */
  async resolveNsids(others: readonly NamespaceMirror[]): Promise<void> {
    const found = new Map<number, Namespace>();
    for (const { namespace } of others) {
      if (namespace === this.namespace) continue;
      // A namespace that goes meanwhile needs no number.
      const nsid = await this.namespace.nsid(namespace).catch(() => undefined);
      if (nsid !== undefined) found.set(nsid, namespace);
    }
    this.#nsids = found;
  }

  /** @internal */
  start(): Promise<void> {
    const { persistent, receiveBuffer } = this.#options;
    return this.follower.start({ persistent, receiveBuffer });
  }

  /** Waits until all that the kernel has told before is applied, and nothing is left to be asked for. */
  settled(): Promise<void> {
    return this.follower.settled();
  }

  /** Dumps everything and compares, as after a loss. */
  check(): Promise<void> {
    return this.follower.check();
  }
}
