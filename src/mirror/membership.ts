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
 * before the namespace is mounted on it, of which nothing tells, so it is looked several times.
 */
export class MembershipWatch {
  readonly #look: () => void;
  readonly #interval: NodeJS.Timeout | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #watcher: FSWatcher | undefined;
  #closed = false;

  /** @param interval milliseconds between looks; 0 for none */
  constructor(look: () => void, interval: number) {
    this.#look = look;
    this.#watch();
    if (interval > 0) {
      this.#interval = setInterval(() => {
        this.#watch();
        look();
      }, interval);
      this.#interval.unref();
    }
  }

  /** Looks now, and again until what is being made is there. */
  soon(): void {
    for (const delay of DELAYS) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        if (!this.#closed) this.#look();
      }, delay);
      timer.unref();
      this.#timers.add(timer);
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#interval);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#watcher?.close();
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

/** Milliseconds. */
const DELAYS = [0, 20, 100, 500];
