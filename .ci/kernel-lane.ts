import { spawnSync } from 'node:child_process';

/** Says in one sentence what the kernel lane lacks, instead of failing once in every test. */
export default function setup(): void {
  const missing = [
    ...(process.platform === 'linux' ? [] : ['Linux']),
    ...(process.geteuid?.() === 0 ? [] : ['root']),
    ...(spawnSync('ip', ['-V']).status === 0 ? [] : ['ip (Debian package iproute2)']),
    ...(spawnSync('ping', ['-V']).status === 0 ? [] : ['ping (Debian package iputils-ping)']),
  ];
  if (missing.length > 0) throw new Error(`The kernel lane needs ${missing.join(', ')}.`);
}
