// decode FILE dropped|read|kept: every message of FILE checked; `read` reads four fields, `kept` keeps the view.
// With --expose-gc `kept` also tells the bytes that a kept message takes, its own included.
import { readFileSync } from 'node:fs';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { MessageViewOf } from '../../protocol/schema/index.ts';
import { align4, messageEnd, Reader } from '../../protocol/wire/index.ts';
import type { route } from '../../src/index.ts';
import { tell } from './routes.ts';

const [file = '', how = ''] = process.argv.slice(2);
const bytes = readFileSync(file);
/** As much as a receive buffer of the library holds. */
const SLAB = 1 << 20;

/** Whole messages up to `SLAB` bytes at a time. */
function* slabs(): Generator<[start: number, end: number]> {
  const whole = new Reader(bytes);
  for (let start = 0, at = 0; start < bytes.length; start = at) {
    while (at < bytes.length && at - start < SLAB) at += align4(whole.u32(at));
    yield [start, at];
  }
}

function decode(from: Uint8Array, kept: unknown[] | undefined): number {
  const reader = new Reader(from);
  let count = 0;
  for (let at = 0, stop = at; at < from.length; at += align4(stop - at)) {
    stop = messageEnd(reader, at, from.length);
    const view = rtnetlink.decodeAt(reader, at, stop);
    if (kept !== undefined) kept.push(view);
    else if (how === 'read') look(view as MessageViewOf<typeof route>);
    count++;
  }
  return count;
}

let seen = 0;
function look({ dst, gateway, oif = 0, table }: MessageViewOf<typeof route>): void {
  seen += String(dst).length + String(gateway).length + oif + String(table).length;
}

function all(kept: unknown[] | undefined): number {
  let count = 0;
  for (const [start, end] of slabs()) {
    // What is kept keeps a buffer of its own, as what is received does.
    const part = bytes.subarray(start, end);
    count += decode(kept === undefined ? part : new Uint8Array(part), kept);
  }
  return count;
}

// The compiler's time is not the decoder's.
for (const [start, end] of [...slabs()].slice(0, 8)) decode(bytes.subarray(start, end), undefined);
const { gc } = globalThis as { gc?: () => void };
gc?.();
const before = process.memoryUsage();
const kept: unknown[] | undefined = how === 'kept' ? [] : undefined;
const began = performance.now();
const count = all(kept);
const took = performance.now() - began;
gc?.();
const { heapUsed, arrayBuffers } = process.memoryUsage();
const grown = heapUsed - before.heapUsed + arrayBuffers - before.arrayBuffers;
if (seen < 0 || kept?.length === 0) throw new Error('nothing was read');
tell(count, took, { bytes: Math.round(grown) });
