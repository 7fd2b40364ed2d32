import { spawnSync } from 'node:child_process';
import { Namespace } from '../../../../src/index.ts';
import { pathOf } from './compare.ts';

/** Those of some kinds that this kernel has, built in or as a module, as `ip` finds by making one. */
export async function kindsOfThisKernel(): Promise<ReadonlySet<string>> {
  await using namespace = Namespace.create();
  const add = (line: string) =>
    spawnSync('ip', ['-n', pathOf(namespace), ...`link add ${line}`.split(' ')]).status === 0;
  add('v0 type veth peer name v1');
  const lines = {
    dummy: 'k0 type dummy',
    macvlan: 'link v0 name k1 type macvlan',
    vlan: 'link v1 name k2 type vlan id 7',
    vrf: 'k3 type vrf table 7',
  };
  return new Set(Object.entries(lines).flatMap(([kind, line]) => (add(line) ? [kind] : [])));
}
