import { spawnSync } from 'node:child_process';
import { noNamespaces } from './namespaces.mjs';

/** Says in one sentence what the kernel lane lacks, instead of failing once in every test. */
export default function setup() {
  const missing = ['ip', 'ping'].filter((tool) => spawnSync(tool, ['-V']).status !== 0);
  if (missing.length > 0) {
    throw new Error(`The kernel lane needs ${missing.join(' and ')}: apt-get install iproute2 iputils-ping`);
  }
  const reason = noNamespaces();
  if (reason) throw new Error(`The kernel lane cannot run here (${reason}). npm run test:vm needs no root.`);
}
