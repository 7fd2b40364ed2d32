import { call, elsewhere, int32, invoke, text } from './ffi.ts';

export { addressOf } from './ffi.ts';

/** The functions of the C library that are used, each with the types that it takes. */

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

/** `if_nametoindex(3)`: the index of an interface in the thread's network namespace, 0 when there is none. */
export function ifNameToIndex(name: string): number {
  return invoke('if_nametoindex', [text(name)]).value;
}

/** `abort(3)`, which a worker thread may call too (`process.abort` it may not). */
export function abort(): void {
  call('abort', [], 'abort');
}
