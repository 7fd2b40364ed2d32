import { lazyRequire, requireOf } from './require.ts';
import { SystemError } from './system-error.ts';

/**
 * The C library through ffi-rs: the only file that knows ffi-rs, and nothing of it loads before the first
 * call. A call costs 7-9 us, so this is for opening and configuring, and for long work on another thread; other
 * bytes go through `node:fs` and the event loop.
 *
 * ffi-rs aborts the process when an argument has not the type it was announced with, so every function
 * here has a typed signature, and integers that come from a caller are checked (`int`).
 */

/** `socket(2)`: a new descriptor. */
export function socket(domain: number, type: number, protocol: number, what: string, needs?: string): number {
  return call('socket', [domain, type, protocol], what, needs);
}

/** `bind(2)` to a `sockaddr` given as its bytes. */
export function bind(fd: number, address: Buffer, what: string, needs?: string): void {
  call('bind', [fd, address, address.length], what, needs);
}

/** `connect(2)` to a `sockaddr` given as its bytes. */
export function connect(fd: number, address: Buffer, what: string, needs?: string): void {
  call('connect', [fd, address, address.length], what, needs);
}

/** `getsockname(2)` into `address`, which must be as long as the family's `sockaddr`. */
export function getsockname(fd: number, address: Buffer, what: string): void {
  call('getsockname', [fd, address, int32(address.length)], what);
}

/** `setsockopt(2)` with an int. */
export function setsockopt(
  fd: number,
  level: number,
  option: number,
  value: number,
  what: string,
  needs?: string,
): void {
  call('setsockopt', [fd, level, option, int32(value), 4], what, needs);
}

/** `setsockopt(2)` with an int, told whether the kernel took it: for what an old kernel may not have. */
export function trySetsockopt(fd: number, level: number, option: number, value: number): boolean {
  return invoke('setsockopt', [fd, level, option, int32(value), 4]).value >= 0;
}

/** `getsockopt(2)` of an int. */
export function getsockopt(fd: number, level: number, option: number, what: string): number {
  const value = int32(0);
  call('getsockopt', [fd, level, option, value, int32(4)], what);
  return new Int32Array(value.buffer, value.byteOffset, 1)[0] ?? 0;
}

/** `dup3(2)`: `to` becomes another descriptor of what `from` is. */
export function dup3(from: number, to: number, flags: number, what: string): void {
  call('dup3', [from, to, flags], what);
}

/** `close(2)`. Unlike `fs.closeSync`, this does not warn in a worker about descriptors Node did not open. */
export function close(fd: number, what: string): void {
  call('close', [fd], what);
}

/** `setns(2)`, for the calling thread. */
export function setns(fd: number, type: number, what: string, needs?: string): void {
  call('setns', [fd, type], what, needs);
}

/** `unshare(2)`, for the calling thread. */
export function unshare(flags: number, what: string, needs?: string): void {
  call('unshare', [flags], what, needs);
}

/** `mount(2)` without data. */
export function mount(
  source: string,
  target: string,
  type: string,
  flags: number,
  what: string,
  needs?: string,
): void {
  call('mount', [text(source), text(target), text(type), flags, text('')], what, needs);
}

/** `umount2(2)`. */
export function umount2(target: string, flags: number, what: string, needs?: string): void {
  call('umount2', [text(target), flags], what, needs);
}

/** `flock(2)`: waits for the lock, which goes with the last descriptor of the open file. */
export function flock(fd: number, operation: number, what: string): void {
  call('flock', [fd, operation], what);
}

/** `ioctl(2)` with a number, or with the bytes of a struct, which the kernel may change; gives what it returns. */
export function ioctl(
  fd: number,
  request: number,
  argument: number | Buffer,
  what: string,
  needs?: string,
): number {
  return call('ioctl', [fd, request, argument], what, needs);
}

/** `recvmmsg(2)` on a thread of libuv's pool; `headers` must live until it settles. Gives `-errno` when it fails. */
export function recvmmsg(fd: number, headers: Buffer, count: number, flags: number): Promise<number> {
  return elsewhere('recvmmsg', [fd, headers, count, flags, 0n]);
}

/** `sendmmsg(2)` on a thread of libuv's pool; `headers` must live until it settles. Gives `-errno` when it fails. */
export function sendmmsg(fd: number, headers: Buffer, count: number, flags: number): Promise<number> {
  return elsewhere('sendmmsg', [fd, headers, count, flags]);
}

/** Where a buffer's bytes lie, for a struct that points to them. Only for 64-bit machines. */
export function addressOf(buffer: Buffer): bigint {
  const { value } = load('memcpy', [buffer, buffer, 0n], 'BigInt', false) as Result<bigint>;
  return value;
}

/** `if_nametoindex(3)`: the index of an interface in the thread's network namespace, 0 when there is none. */
export function ifNameToIndex(name: string): number {
  return invoke('if_nametoindex', [text(name)]).value;
}

/** `abort(3)`, which a worker thread may call too (`process.abort` it may not). */
export function abort(): void {
  call('abort', [], 'abort');
}

interface Result<T> {
  value: T;
  errnoCode: number;
}

interface ArrayType {
  type: number;
  length: number;
  ffiTypeTag: number;
}

/** A 64-bit word, such as a null pointer, is a bigint. */
type Value = number | bigint | Buffer;

/** What is used of ffi-rs's addon. */
interface Ffi {
  DataType: { I32: number; BigInt: number; U8Array: number };
  FFITypeTag: { Array: number };
  createExternalBuffer: unknown;
  open(library: { library: string; path: string }): void;
  load(call: {
    library: string;
    funcName: string;
    retType: number;
    paramsType: (number | ArrayType)[];
    paramsValue: Value[];
    errno: boolean;
    runInNewThread: boolean;
    freeResultMemory: boolean;
  }): unknown;
}

function call(name: string, values: Value[], what: string, needs?: string): number {
  const result = invoke(name, values);
  if (result.value < 0) throw new SystemError(name, result.errnoCode, what, needs);
  return result.value;
}

function invoke(name: string, values: Value[]): Result<number> {
  return load(name, values, 'I32', false) as Result<number>;
}

async function elsewhere(name: string, values: Value[]): Promise<number> {
  const { value, errnoCode } = (await load(name, values, 'I32', true)) as Result<number>;
  return value < 0 ? -errnoCode : value;
}

function load(name: string, values: Value[], gives: 'I32' | 'BigInt', runInNewThread: boolean): unknown {
  ffi ??= loadFfi();
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

const LIBRARY = 'libc';
const WITHOUT = 'the codec, rtnl/protocol, works without it';
/** One a thread; the table of functions inside the addon is one a process, and filled without a lock. */
let ffi: Ffi | undefined;

function loadFfi(): Ffi {
  const { platform } = process;
  if (platform !== 'linux') {
    throw new Error(`netlink is Linux's own, so no socket can be opened on ${platform}; ${WITHOUT}`);
  }
  const addon = loadAddon();
  // An empty path is the running program, in which every C library's symbols are found.
  addon.open({ library: LIBRARY, path: '' });
  return addon;
}

/**
 * Loads the addon that ffi-rs would choose, without its index, which asks for a diagnostic report to tell glibc
 * from musl: 0.9 ms in place of 5.8 ms, a tenth of Node's own start. It is looked for beside this package
 * first, where npm puts it, since finding ffi-rs only to look from there costs another millisecond.
 */
function loadAddon(): Ffi {
  const { arch } = process;
  let cause: unknown;
  for (const find of [() => lazyRequire, () => requireOf('ffi-rs')]) {
    for (const libc of arch === 'arm' ? ['gnueabihf'] : ['gnu', 'musl']) {
      try {
        const addon: { exports: Partial<Ffi> } = { exports: {} };
        process.dlopen(addon, find().resolve(`@yuuang/ffi-rs-linux-${arch}-${libc}`), NEVER_UNLOAD);
        // Came with ffi-rs 1.3.3: an older one, of somebody else's, would want its arguments otherwise.
        if (addon.exports.createExternalBuffer) return addon.exports as Ffi;
      } catch (error) {
        // Not installed there, or for the other C library.
        cause = error;
      }
    }
  }
  throw new Error(
    `no netlink socket can be opened: ffi-rs has no binary for linux/${arch} installed (it is an optional dependency of ffi-rs; was npm told to omit those?); ${WITHOUT}`,
    { cause },
  );
}

/**
 * `RTLD_LAZY | RTLD_NODELETE` of `dlfcn.h`. Node unloads an addon when the last worker that used it ends, and
 * Rust's thread-local destructors, which run after that, then crash the process (rust-lang/rust#91979).
 */
const NEVER_UNLOAD = 0x1 | 0x1000;

/** An int in the machine's byte order, where C wants a pointer to one. */
function int32(value: number): Buffer {
  return Buffer.from(Int32Array.of(int(value)).buffer);
}

/** A string as C has it. */
function text(value: string): Buffer {
  if (value.includes('\0')) throw new RangeError(`${JSON.stringify(value)} holds a NUL`);
  return Buffer.from(`${value}\0`);
}

function int(value: number): number {
  if (Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff) return value;
  throw new RangeError(`${value} is not a 32-bit integer`);
}
