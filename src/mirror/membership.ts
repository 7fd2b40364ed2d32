import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { type Identity, identityOf, listNamespaces, NAMES } from '../namespace/names.ts';

/** A namespace that was found, and how to open it. */
export interface Found extends Identity {
  /** Its name in `/run/netns`, or the process that has it. */
  readonly reference: string | { readonly pid: number };
}

/** The namespaces that have a name, each once. */
export function namedNow(): Map<bigint, Found> {
  const found = new Map<bigint, Found>();
  for (const { name, identity } of listNamespaces()) {
    if (identity !== undefined && !found.has(identity.inode))
      found.set(identity.inode, { ...identity, reference: name });
  }
  return found;
}

/** Adds the namespaces that processes are in, as far as they may be seen. */
export function withProcesses(found: Map<bigint, Found>): Map<bigint, Found> {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const identity = identityOf(`/proc/${entry}/ns/net`);
    if (identity !== undefined && !found.has(identity.inode)) {
      found.set(identity.inode, { ...identity, reference: { pid: Number(entry) } });
    }
  }
  return found;
}

/**
 * Says when namespaces may have come or gone: names are watched, processes looked at now and then. A name is made
 * before the namespace is mounted on it, of which nothing tells, so it is looked several times; yet however many come
 * and go, one look at a time, and no more than a fifth of the time.
 */
export class MembershipWatch {
  readonly #look: () => Promise<void>;
  readonly #interval: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  /** When something was told last. */
  #told = 0;
  #watcher: FSWatcher | undefined;
  #closed = false;

  /** @param interval milliseconds between looks; 0 for none */
  constructor(look: () => Promise<void>, interval: number) {
    this.#look = look;
    this.#watch();
    if (interval > 0) {
      this.#interval = setInterval(() => {
        this.#watch();
        this.#lookIn(0);
      }, interval);
      this.#interval.unref();
    }
  }

  /** Looks now, and again until what is being made is there. */
  soon(): void {
    this.#told = performance.now();
    this.#lookIn(0);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#interval);
    clearTimeout(this.#timer);
    this.#watcher?.close();
  }

  #lookIn(delay: number): void {
    if (this.#looking || this.#timer !== undefined || this.#closed) return;
    this.#timer = setTimeout(() => void this.#lookNow(), delay);
    this.#timer.unref();
  }

  async #lookNow(): Promise<void> {
    const began = performance.now();
    this.#timer = undefined;
    this.#looking = true;
    try {
      await this.#look();
    } finally {
      this.#looking = false;
    }
    const now = performance.now();
    const since = now - this.#told;
    if (since < LONGEST) this.#lookIn(Math.max(SHORTEST, since, REST * (now - began)));
  }

  /** The folder may not be there yet, or be made anew. */
  #watch(): void {
    if (this.#watcher !== undefined) return;
    try {
      const watcher = watch(NAMES, { persistent: false }, () => this.soon());
      watcher.on('error', () => {
        watcher.close();
        this.#watcher = undefined;
      });
      this.#watcher = watcher;
    } catch {
      // Nobody made a name yet.
    }
  }
}

/** Milliseconds from the first look to the next, and for how long what is being made is waited for. */
const SHORTEST = 20;
const LONGEST = 500;
/** Between looks, times what the last one took. */
const REST = 4;
