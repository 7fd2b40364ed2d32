import type { MirrorEvent } from '../../../src/mirror/events/event.ts';
import type { EventQueue } from '../../../src/mirror/events/queue.ts';
import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import type { ObjectKind } from '../../../src/mirror/objects.ts';
import { sameMessage } from '../../../src/mirror/store/differences.ts';
import type { ObjectView } from '../../../src/mirror/store/raw.ts';
import { text } from './truth.ts';

/** An object as an event told of it. */
interface Told {
  readonly kind: ObjectKind;
  readonly view: ObjectView;
}

/** What somebody holds who took a snapshot of mirrored namespaces and applies what events say from then on. */
export class Replica {
  readonly #mirrors: readonly NamespaceMirror[];
  readonly #events: EventQueue;
  readonly #held = new Map<string, Told>();
  readonly #problems: string[] = [];
  /** How many events were applied, and how many of them stood for several. */
  applied = 0;
  merged = 0;

  /** @param events of a mirror of these namespaces, from this moment on */
  constructor(mirrors: readonly NamespaceMirror[], events: EventQueue) {
    this.#mirrors = mirrors;
    this.#events = events;
    for (const [place, object] of this.#truth()) this.#held.set(place, object);
  }

  /** Applies so many of the events that wait. */
  async apply(count = Number.POSITIVE_INFINITY): Promise<void> {
    for (let left = count; left > 0 && this.#events.size > 0; left--) {
      const { value } = await this.#events.next();
      if (value !== undefined) this.#take(value);
    }
  }

  /** Applies all that wait. @returns what events told wrongly so far, and what they made of the snapshot; a line each */
  async differences(): Promise<string[]> {
    await this.apply();
    const problems = this.#problems.splice(0);
    const now = this.#truth();
    for (const [place, object] of now) {
      const held = this.#held.get(place);
      if (held !== undefined && sameMessage(held.view, object.view)) continue;
      const told = held && text(held.kind, held.view);
      const is = text(object.kind, object.view);
      if (told !== is) problems.push(`${place}: by events ${told}, in the mirror ${is}`);
    }
    for (const place of this.#held.keys())
      if (!now.has(place)) problems.push(`${place} is not in the mirror, yet no event told that it went`);
    return problems;
  }

  #take(event: MirrorEvent): void {
    if (!('kind' in event)) return;
    this.applied++;
    if (event.merged) this.merged++;
    const place = `${event.namespace.inode} ${event.kind} ${event.key}`;
    const known = this.#held.has(place);
    if (known !== (event.type !== 'added'))
      this.#problems.push(`${place} was ${event.type}, and was ${known ? 'there' : 'not there'}`);
    if (event.type === 'removed') this.#held.delete(place);
    else this.#held.set(place, { kind: event.kind, view: event.object.view });
  }

  #truth(): Map<string, Told> {
    const truth = new Map<string, Told>();
    for (const mirror of this.#mirrors) {
      for (const { kind, key, object } of mirror.entries())
        truth.set(`${mirror.namespace.inode} ${kind} ${key}`, { kind, view: object.view });
    }
    return truth;
  }
}
