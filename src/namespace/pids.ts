import { readdirSync } from 'node:fs';
import { type Identity, identityOf, sameIdentity } from './names.ts';

/**
 * The processes in a namespace, as `ip netns pids`; those of others are seen with CAP_SYS_PTRACE alone. A process is
 * where its main thread is.
 */
export function pidsIn(namespace: Identity): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && isIn(entry, namespace))
    .map(Number)
    .sort((one, other) => one - other);
}

function isIn(pid: string, namespace: Identity): boolean {
  const identity = identityOf(`/proc/${pid}/ns/net`);
  return identity !== undefined && sameIdentity(identity, namespace);
}
