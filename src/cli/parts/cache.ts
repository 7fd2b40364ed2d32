import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where compiled code is kept: `rtnl-dump` in `$XDG_CACHE_HOME`, else in `~/.cache`. Undefined when there is no such
 * place, when it is not this user's own (as root's with `sudo`, which may leave `HOME` as it is: whoever can write
 * there would choose what root runs), or when `NODE_DISABLE_COMPILE_CACHE` is set.
 */
export function cacheFolder({
  NODE_DISABLE_COMPILE_CACHE,
  XDG_CACHE_HOME = '',
  HOME = '',
}: Environment): string | undefined {
  if ((NODE_DISABLE_COMPILE_CACHE ?? '') !== '' || process.geteuid?.() !== process.getuid?.())
    return undefined;
  const caches = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(HOME, '.cache');
  if (!isAbsolute(caches)) return undefined;
  const folder = join(caches, 'rtnl-dump');
  try {
    const stat = look(folder) ?? look(caches) ?? look(dirname(caches));
    return stat?.isDirectory() && isOwn(stat) ? folder : undefined;
  } catch {
    // What may not even be looked at is somebody else's: the home of root, left behind by setpriv.
    return undefined;
  }
}

/** What was kept by that name under that key. */
export function recall(folder: string, name: string, key: string): Buffer | undefined {
  let fd: number;
  try {
    fd = openSync(join(folder, name), 'r');
  } catch {
    return undefined;
  }
  try {
    if (!isOwn(fstatSync(fd))) return undefined;
    const bytes = readFileSync(fd);
    const head = headOf(key);
    return bytes.subarray(0, head.length).equals(head) ? bytes.subarray(head.length) : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(fd);
  }
}

/** Keeps what is made, in place of what was kept by that name. Makes nothing, and is silent, where it cannot be kept. */
export function keep(folder: string, name: string, key: string, make: () => Buffer): void {
  const fresh = join(folder, `${name}.${process.pid}`);
  let fd: number;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    fd = openSync(fresh, 'wx', 0o600);
  } catch {
    return;
  }
  try {
    writeFileSync(fd, Buffer.concat([headOf(key), make()]));
    renameSync(fresh, join(folder, name));
  } catch {
    rmSync(fresh, { force: true });
  } finally {
    closeSync(fd);
  }
}

function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Whether it is this user's, and nobody else's to write. */
function isOwn({ uid, mode }: Stats): boolean {
  return uid === process.geteuid?.() && (mode & 0o022) === 0;
}

/** The key, and as many zeros as leave what follows aligned for V8, which would copy it otherwise. */
function headOf(key: string): Buffer {
  const length = Buffer.byteLength(key) + 1;
  return Buffer.from(`${key}\n${'\0'.repeat((8 - (length % 8)) % 8)}`);
}
