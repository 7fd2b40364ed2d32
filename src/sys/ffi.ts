import { type Ffi, type FunctionName, LIBRARY, loadAddon, type Value } from './addon.ts';
import { SystemError } from './system-error.ts';

/**
 * Calling C through ffi-rs, of which nothing loads before the first call. A call costs 7-9 us, so this is for opening
 * and configuring, and for long work on another thread; other bytes go through `node:fs` and the event loop.
 *
 * ffi-rs aborts the process when an argument has not the type it was announced with, so integers are checked here,
 * and only libc.ts calls this, where every function has a typed signature.
 * It also does when `worker.terminate()` comes in the microseconds in which it takes a buffer's description apart (its
 * `unwrap` of a PendingException, 1.3.7): a worker that closes its connections and ends by itself is safe from that.
 */

/** Calls a function that gives an int, which is negative when it failed. @throws SystemError */
export function call(name: FunctionName, values: Value[], what: string, needs?: string): number {
  const result = invoke(name, values);
  if (result.value < 0) throw new SystemError(name, result.errnoCode, what, needs);
  return result.value;
}

/** Calls a function that gives an int, whatever that means. */
export function invoke(name: FunctionName, values: Value[]): Result<number> {
  return load(name, values, 'I32', false) as Result<number>;
}

/**
 * Calls a function on a thread of libuv's pool, and gives its int, or `-errno` when that is negative. A thread that
 * ends, also by `worker.terminate()` or `process.exit()`, waits for its calls first, before any memory of its goes.
 */
export async function elsewhere(name: FunctionName, values: Value[]): Promise<number> {
  inFlight.add(values);
  try {
    const { value, errnoCode } = (await load(name, values, 'I32', true)) as Result<number>;
    return value < 0 ? -errnoCode : value;
  } finally {
    inFlight.delete(values);
  }
}

/** Where a buffer's bytes lie, for a struct that points to them. Only for 64-bit machines. */
export function addressOf(buffer: Buffer): bigint {
  const { value } = load('memcpy', [buffer, buffer, 0n], 'BigInt', false) as Result<bigint>;
  return value;
}

/** An int in the machine's byte order, where C wants a pointer to one. */
export function int32(value: number): Buffer {
  return Buffer.from(Int32Array.of(int(value)).buffer);
}

/** A string as C has it. */
export function text(value: string): Buffer {
  if (value.includes('\0')) throw new RangeError(`${JSON.stringify(value)} holds a NUL`);
  return Buffer.from(`${value}\0`);
}

interface Result<T> {
  value: T;
  errnoCode: number;
}

/** One a thread. */
let ffi: Ffi | undefined;
/** What is being used on other threads: the addon keeps addresses, which do not keep a buffer. */
const inFlight = new Set<readonly Value[]>();

function load(
  name: FunctionName,
  values: Value[],
  gives: 'I32' | 'BigInt',
  runInNewThread: boolean,
): unknown {
  ffi ??= loadAddon();
  const { DataType, FFITypeTag } = ffi;
  return ffi.load({
    library: LIBRARY,
    funcName: name,
    retType: DataType[gives],
    paramsType: values.map((value) => {
      if (typeof value === 'number') return DataType.I32;
      if (typeof value === 'bigint') return DataType.BigInt;
      return { type: DataType.U8Array, length: value.length, ffiTypeTag: FFITypeTag.Array };
    }),
    paramsValue: values.map((value) => (typeof value === 'number' ? int(value) : value)),
    errno: true,
    runInNewThread,
    freeResultMemory: false,
  });
}

function int(value: number): number {
  if (Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff) return value;
  throw new RangeError(`${value} is not a 32-bit integer`);
}
