import { Namespace } from '../../../src/index.ts';
import { iproute2 } from '../support/rtnl-dump.ts';

let made = 0;

/** Runs a test with a named namespace of its own, in which `lo` is down. */
export async function inNamespace<T>(use: (namespace: Namespace, name: string) => Promise<T>): Promise<T> {
  const name = `rtnl-model-${process.pid}-${made++}`;
  const namespace = Namespace.create(name);
  try {
    return await use(namespace, name);
  } finally {
    await namespace.close();
    if (Namespace.list().includes(name)) Namespace.delete(name);
  }
}

/** The names of the interfaces that `ip` sees, but `lo`. */
export function namesByIp(name: string): string[] {
  const all = JSON.parse(iproute2('ip', ['-n', name, '-j', 'link'])) as { readonly ifname: string }[];
  return all.map(({ ifname }) => ifname).filter((each) => each !== 'lo');
}

/** What a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was not refused');
}
