import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { fromNodeError, SystemError } from '../sys/system-error.ts';
import type { NamespaceHandle } from './handle.ts';

/**
 * Reads a setting of a namespace: `net.ipv4.ip_forward`. As in sysctl(8) the first separator counts: in
 * `net/ipv4/conf/eth0.100/forwarding` dots belong to names, and so do slashes, standing for dots, in
 * `net.ipv4.conf.eth0/100.forwarding`.
 *
 * @returns what the file says, without the last newline; several values have tabs between
 * @throws InputError for a key that is none, or not below `net`; SystemError, with ENOENT for an unknown key
 */
export function readSysctl(handle: NamespaceHandle, key: string): string {
  return withFile(handle, key, 'read', '', (path) => readFileSync(path, 'utf8').replace(/\n$/, ''));
}

/**
 * Writes a setting of a namespace; true is 1 and false is 0.
 * @throws as reading does; SystemError, with EINVAL for a value that the kernel does not take
 */
export function writeSysctl(handle: NamespaceHandle, key: string, value: string | number | boolean): void {
  const text = typeof value === 'boolean' ? String(Number(value)) : String(value);
  withFile(handle, key, 'set', ` to "${text}"`, (path) => {
    const fd = openSync(path, constants.O_WRONLY);
    try {
      writeSync(fd, `${text}\n`);
    } finally {
      closeSync(fd);
    }
  });
}

/** Uses the file of a setting inside the namespace, where /proc/sys/net is that of the calling thread. */
function withFile<T>(
  handle: NamespaceHandle,
  key: string,
  verb: string,
  end: string,
  use: (path: string) => T,
): T {
  const parts = partsOf(key);
  const path = `${ROOT}/${parts.join('/')}`;
  const outcome = handle.enter(() => {
    try {
      return { result: use(path) };
    } catch (error) {
      return { error, advice: adviceFor(parts) };
    }
  });
  if ('result' in outcome) return outcome.result;
  const what = `${verb} sysctl ${key}${end} in ${handle.where}`;
  const error = fromNodeError(outcome.error, what, NEEDS);
  if (!(error instanceof SystemError) || error.code !== 'ENOENT') throw error;
  const advice = existsSync(path)
    ? '; it is one for all, which is seen in the first namespace'
    : outcome.advice;
  throw new SystemError(error.syscall, error.errno, what, undefined, advice);
}

/** The folders and the file that a key names. @throws InputError */
function partsOf(key: string): string[] {
  const wrong = (problem: string) => new InputError(`sysctl ${JSON.stringify(key)} ${problem}`);
  const slashes = /[./]/.exec(key)?.[0] === '/';
  const parts = slashes ? key.split('/') : key.split('.').map((part) => part.replaceAll('/', '.'));
  if (parts.some((part) => /^\.{0,2}$|\0/.test(part))) {
    throw wrong('has a part without a name; write it like "net.ipv4.ip_forward" or "net/ipv4/ip_forward"');
  }
  if (parts[0] !== 'net') throw wrong('belongs to no network namespace: only what is below "net" does');
  return parts;
}

/** What was perhaps meant by the first part that does not exist; nothing when all exist. Called inside. */
function adviceFor(parts: readonly string[]): string {
  let folder = ROOT;
  for (const [at, part] of parts.entries()) {
    const known = namesIn(folder);
    if (!known.includes(part)) {
      const spread = parts
        .map((_, end) => parts.slice(at, end + 1).join('.'))
        .find((name) => known.includes(name));
      if (spread === undefined) return `; ${folder} has no "${part}"${nearest(part, known)}`;
      const after = parts.slice(at + spread.split('.').length);
      return `; did you mean "${[...parts.slice(0, at), spread, ...after].join('/')}"?`;
    }
    folder = `${folder}/${part}`;
  }
  return '';
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A file, or gone meanwhile.
    return [];
  }
}

const ROOT = '/proc/sys';
const NEEDS = 'CAP_NET_ADMIN in the user namespace that the network namespace belongs to';
