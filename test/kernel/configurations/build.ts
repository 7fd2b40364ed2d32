import { spawnSync } from 'node:child_process';
import { type Configuration, type Need, probes } from './configuration.ts';

/** A configuration that stands. */
export interface Built {
  /** The namespace's name, as `ip -n` takes it. */
  readonly namespace: string;
  /** Removes the namespaces and what they hold; once is enough, more does no harm. */
  remove(): void;
}

let built = 0;
const found = new Map<Need, boolean>();

/** Which of a configuration's needs this machine lacks; empty when it can be built. */
export function lacking(configuration: Configuration): Need[] {
  return configuration.needs.filter((need) => !has(need));
}

/** Whether this machine's kernel and iproute2 have something: tried once, in a scratch namespace. */
export function has(need: Need): boolean {
  const known = found.get(need);
  if (known !== undefined) return known;
  const namespace = newName();
  try {
    addNamespace(namespace);
    const answer = shell(namespace, [probes[need]]).status === 0;
    found.set(need, answer);
    return answer;
  } finally {
    deleteNamespace(namespace);
  }
}

/**
 * Builds a configuration in new namespaces named after this process. Quiet by design: no duplicate address
 * detection and no router solicitation, so that state is at rest when this returns.
 *
 * @throws Error with the failing command and its words, everything removed.
 */
export function build(configuration: Configuration): Built {
  const { name, setup, settle, teardown } = configuration;
  const namespace = newName();
  const names = [namespace];
  for (const more of ['-b', '-c'])
    if (setup.some((line) => line.includes(`NS${more}`))) names.push(namespace + more);
  let standing = true;
  const remove = () => {
    if (!standing) return;
    standing = false;
    if (teardown) shell(namespace, teardown);
    for (const each of names) deleteNamespace(each);
  };
  try {
    for (const each of names) {
      addNamespace(each);
      expectSuccess(name, shell(each, quiet));
    }
    expectSuccess(name, shell(namespace, setup));
    if (settle) {
      const patient = `for i in $(seq 100); do if ${settle}; then exit 0; fi; sleep 0.1; done; exit 1`;
      expectSuccess(name, shell(namespace, [patient]));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { namespace, remove };
}

const quiet = ['all', 'default'].flatMap((which) => [
  `echo 0 > /proc/sys/net/ipv6/conf/${which}/accept_dad`,
  `echo 0 > /proc/sys/net/ipv6/conf/${which}/router_solicitations`,
]);

function newName(): string {
  built += 1;
  return `rtnl-${process.pid}-${built}`;
}

function addNamespace(namespace: string): void {
  expectSuccess('ip netns add', spawnSync('ip', ['netns', 'add', namespace], { encoding: 'utf8' }));
}

function deleteNamespace(namespace: string): void {
  spawnSync('ip', ['netns', 'delete', namespace]);
}

/** Runs command lines in a namespace in one shell, which names the line it stops at. */
function shell(namespace: string, lines: readonly string[]) {
  const script = ['set -ex', ...lines.map((line) => line.replace(/\bNS\b/g, namespace))].join('\n');
  const args = ['netns', 'exec', namespace, 'sh', '-c', script];
  return spawnSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
}

function expectSuccess(what: string, { error, status, stderr }: ReturnType<typeof shell>): void {
  if (error) throw error;
  if (status !== 0) throw new Error(`${what}: ${stderr.trim().split('\n').slice(-3).join('\n')}`);
}
