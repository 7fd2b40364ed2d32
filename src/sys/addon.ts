import { lazyRequire, requireOf } from './require.ts';

/** What is used of ffi-rs's addon. */
export interface Ffi {
  DataType: { I32: number; BigInt: number; U8Array: number };
  FFITypeTag: { Array: number };
  createExternalBuffer: unknown;
  open(library: { library: string; path: string }): void;
  load(call: FfiCall): unknown;
}

/** A call, as ffi-rs wants it described. */
export interface FfiCall {
  library: string;
  funcName: FunctionName;
  retType: number;
  paramsType: (number | ArrayType)[];
  paramsValue: Value[];
  errno: boolean;
  runInNewThread: boolean;
  freeResultMemory: boolean;
}

interface ArrayType {
  type: number;
  length: number;
  ffiTypeTag: number;
}

/** A 64-bit word, such as a null pointer, is a bigint. */
export type Value = number | bigint | Buffer;

/** Under which the addon keeps the C library in its table. */
export const LIBRARY = 'rtnl';

/** Every function that is called: what is not among these cannot be. */
const FUNCTIONS = [
  'abort',
  'bind',
  'close',
  'connect',
  'dup3',
  'flock',
  'getsockname',
  'getsockopt',
  'if_nametoindex',
  'ioctl',
  'memcpy',
  'mount',
  'recvmmsg',
  'sendmmsg',
  'setns',
  'setsockopt',
  'socket',
  'umount2',
  'unshare',
] as const;

export type FunctionName = (typeof FUNCTIONS)[number];

const WITHOUT = 'the codec, rtnl/protocol, works without it';

/**
 * Loads the addon that ffi-rs would choose, without its index, which asks for a diagnostic report to tell glibc
 * from musl: 0.9 ms in place of 5.8 ms, a tenth of Node's own start. It is looked for beside this package
 * first, where npm puts it, since finding ffi-rs only to look from there costs another millisecond.
 * To be called once a thread.
 *
 * All threads of a process share one table of libraries and functions inside the addon (`LIBRARY_MAP`, ffi-rs 1.3.7),
 * a `static mut` without a lock: `open` adds a library that is not there, and the first `load` of a function, in
 * whichever thread, adds the function. Two at once corrupt the heap. So everything goes in here, while Node holds the
 * lock that lets one thread at a time through `process.dlopen`; from then on the table is only read.
 *
 * What remains: a program that uses ffi-rs itself (or has two versions of this package) may add to the table
 * in one thread while another thread is calling through it.
 * @throws Error when there is no addon for this machine
 */
export function loadAddon(): Ffi {
  const { arch, platform } = process;
  if (platform !== 'linux') {
    throw new Error(`netlink is Linux's own, so no socket can be opened on ${platform}; ${WITHOUT}`);
  }
  let cause: unknown;
  for (const find of [() => lazyRequire, () => requireOf('ffi-rs')]) {
    for (const libc of arch === 'arm' ? ['gnueabihf'] : ['gnu', 'musl']) {
      try {
        const addon = loadFile(find().resolve(`@yuuang/ffi-rs-linux-${arch}-${libc}`));
        if (addon) return addon;
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

/** Undefined when it is too old. */
function loadFile(path: string): Ffi | undefined {
  const addon: Partial<Ffi> = {};
  let whole: Ffi | undefined;
  // `process.dlopen` holds its lock while the addon sets its exports, so what these traps do is done under it.
  const exports = new Proxy(addon, {
    set(target, name, value) {
      Reflect.set(target, name, value);
      if (!whole && isWhole(addon)) {
        whole = addon;
        fillTable(addon);
      }
      return true;
    },
  });
  process.dlopen({ exports }, path, NEVER_UNLOAD);
  return whole;
}

function isWhole(addon: Partial<Ffi>): addon is Ffi {
  // The third came with ffi-rs 1.3.3: an older one, of somebody else's, would want its arguments otherwise.
  const needed = ['DataType', 'FFITypeTag', 'createExternalBuffer', 'open', 'load'];
  return needed.every((name) => name in addon);
}

/** Makes the addon look every function up, calling none: it does so before it refuses an argument without a type. */
function fillTable({ open, load }: Ffi): void {
  // An empty path is the running program, in which every C library's symbols are found.
  open({ library: LIBRARY, path: '' });
  for (const funcName of FUNCTIONS) {
    try {
      load({
        library: LIBRARY,
        funcName,
        retType: 0,
        paramsType: [],
        paramsValue: [0],
        errno: false,
        runInNewThread: false,
        freeResultMemory: false,
      });
    } catch {
      // It always refuses.
    }
  }
}

/**
 * `RTLD_LAZY | RTLD_NODELETE` of `dlfcn.h`. Node unloads an addon when the last worker that used it ends, and
 * Rust's thread-local destructors, which run after that, then crash the process (rust-lang/rust#91979).
 */
const NEVER_UNLOAD = 0x1 | 0x1000;
