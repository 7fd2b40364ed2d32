import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { deleteNamespace, listNamespaces } from '../../../src/namespace/named.ts';

export { run } from '../socket/support.ts';

let made = 0;

/** A name that no other test has; nothing is made. */
export function freshName(): string {
  return `rtnl-ns-${process.pid}-${made++}`;
}

/** Runs a test with a name of its own, which is gone afterwards, whoever made it. */
export async function withName<T>(use: (name: string) => T | Promise<T>): Promise<T> {
  const name = freshName();
  try {
    return await use(name);
  } finally {
    if (listNamespaces().some((one) => one.name === name)) deleteNamespace(name);
  }
}

/** The network namespace of this thread: `net:[4026531840]`. */
export function here(): string {
  return readlinkSync('/proc/thread-self/ns/net');
}

/** The descriptors of this process; the one that reads them is not among them. */
export function descriptors(): number {
  return readdirSync('/proc/self/fd').length - 1;
}

/** The mounts on a path, as proc_pid_mountinfo(5) tells of them, without what is numbered: ids and the namespace. */
export function mountsOn(path: string): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.split(' ')[4] === path)
    .map((line) =>
      line
        .replace(/^\d+ \d+/, 'ID PARENT')
        .replace(/net:\[\d+\]/, 'net:[N]')
        .replace(/(shared|master):\d+/g, '$1:N')
        .replaceAll(path, 'PATH'),
    );
}

/** What a function throws. */
export function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it threw nothing');
}
