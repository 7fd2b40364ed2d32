import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What this process holds after a garbage collection: bytes, and descriptors. */
export interface Held {
  readonly heap: number;
  /** Outside of V8's heap: receive buffers, and what objects are read from. */
  readonly buffers: number;
  readonly resident: number;
  readonly descriptors: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export function held(): Held {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const descriptors = readdirSync('/proc/self/fd').length - 1;
  return { heap: heapUsed, buffers: external, resident: rss, descriptors };
}

export function heldText({ heap, buffers, resident, descriptors }: Held): string {
  return `heap ${mib(heap)}, buffers ${mib(buffers)}, resident ${mib(resident)}, ${descriptors} descriptors`;
}

/**
 * Compares the second quarter of a run with the last one: the least that is held, since how much is mirrored goes up
 * and down. @returns what grew, a line each
 */
export function growth(samples: readonly Held[]): string[] {
  const quarter = Math.floor(samples.length / 4);
  if (quarter === 0) return [];
  const least = (of: readonly Held[], key: keyof Held) => Math.min(...of.map((each) => each[key]));
  const early = samples.slice(quarter, 2 * quarter);
  const late = samples.slice(-quarter);
  return (['heap', 'buffers'] as const).flatMap((key) => {
    const [was, is] = [least(early, key), least(late, key)];
    return is - was > GROWTH[key] ? [`${key} grew from ${mib(was)} to ${mib(is)}`] : [];
  });
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** What routes and the namespaces of others on the machine make of it, without a leak. */
const GROWTH = { heap: 8 * 2 ** 20, buffers: 24 * 2 ** 20 };
