import { spawnSync } from 'node:child_process';
import { Namespace } from '../../../../src/index.ts';
import { pathOf } from './compare.ts';

/** Those of some kinds that this kernel has, built in or as a module, as `ip` finds by making one. */
export async function kindsOfThisKernel(): Promise<ReadonlySet<string>> {
  await using namespace = Namespace.create();
  const add = (line: string) => {
    const { status, stderr } = spawnSync('ip', ['-n', pathOf(namespace), ...`link add ${line}`.split(' ')]);
    if (status !== 0) console.log(`not tried here: ip link add ${line}: ${String(stderr).trim()}`);
    return status === 0;
  };
  if (!add('v0 type veth peer name v1')) throw new Error('this kernel makes no veth pairs');
  const lines = {
    dummy: 'k0 type dummy',
    macvlan: 'link v0 name k1 type macvlan',
    vlan: 'link v1 name k2 type vlan id 7',
    vrf: 'k3 type vrf table 7',
  };
  return new Set(Object.entries(lines).flatMap(([kind, line]) => (add(line) ? [kind] : [])));
}
