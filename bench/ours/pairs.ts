// pairs PREFIX N: N times a namespace with a name, a veth pair in it, and both deleted. Fails when that leaves a
// descriptor or a mount; tells by how many bytes a pair the memory of the process grew.
import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Namespace } from '../../src/index.ts';

const [prefix = '', amount = ''] = process.argv.slice(2);
const count = Number(amount);

async function pair(i: number): Promise<void> {
  const namespace = Namespace.create(`${prefix}${i}`);
  const veth = await namespace.links.add({ kind: 'veth', name: 'veth0', peer: { name: 'veth1' } });
  await veth.delete();
  await namespace.delete();
}

/** What is held, the names of others apart. */
function held(): { descriptors: number; mounts: number } {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split(`/run/netns/${prefix}`).length - 1;
  return { descriptors: readdirSync('/proc/self/fd').length, mounts };
}

async function resident(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await setImmediate();
  }
  return process.memoryUsage.rss();
}

// The heap grows to its size, and the compiler does its work.
for (let i = 0; i < count / 2; i++) await pair(i);
const memory = await resident();
const before = held();
const began = performance.now();
for (let i = 0; i < count; i++) await pair(i);
const seconds = (performance.now() - began) / 1000;
const bytes = ((await resident()) - memory) / count;
const after = held();
if (after.descriptors !== before.descriptors || after.mounts !== before.mounts) {
  throw new Error(`${count} pairs leaked: ${JSON.stringify(before)} became ${JSON.stringify(after)}`);
}
console.log(JSON.stringify({ count, seconds, bytes: Math.max(bytes, 0) }));
