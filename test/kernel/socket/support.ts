import { execFileSync } from 'node:child_process';
import type { Recorder } from '../../socket/support.ts';

/** Runs a command; throws with what it wrote to stderr when it fails. */
export function run(command: string, args: readonly string[], input = ''): string {
  return execFileSync(command, args, { encoding: 'utf8', input, maxBuffer: 1 << 28 });
}

let made = 0;

/** A network namespace of the test's own, with `lo` up, deleted afterwards. */
export async function inLab<T>(use: (name: string, path: string) => T | Promise<T>): Promise<T> {
  const name = `rtnl-socket-${process.pid}-${made++}`;
  run('ip', ['netns', 'add', name]);
  try {
    run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    return await use(name, `/run/netns/${name}`);
  } finally {
    run('ip', ['netns', 'delete', name]);
  }
}

/** `count` routes to 10.0.0.0/32 and following, as lines for `ip -batch`. */
export function routes(count: number, verb: 'add' | 'delete'): string {
  const lines = Array.from(
    { length: count },
    (_, n) => `route ${verb} 10.${n >> 16}.${(n >> 8) & 255}.${n & 255} dev lo`,
  );
  return `${lines.join('\n')}\n`;
}

/** The types of all messages that came, in order. */
export function types(seen: Recorder): number[] {
  const all: number[] = [];
  for (const datagram of seen.datagrams) {
    for (let at = 0; at + 16 <= datagram.length; at += (datagram.readUInt32LE(at) + 3) & ~3) {
      all.push(datagram.readUInt16LE(at + 4));
    }
  }
  return all;
}

/** RTM_GETROUTE with NLM_F_DUMP for IPv4: a `struct rtmsg` of zeroes but for the family. */
export function dumpRoutes(sequence: number): Buffer {
  const message = Buffer.alloc(28);
  message.writeUInt32LE(28, 0);
  message.writeUInt16LE(26, 4);
  message.writeUInt16LE(0x301, 6);
  message.writeUInt32LE(sequence, 8);
  message[16] = 2;
  return message;
}

export const RTM_NEWLINK = 16;
export const RTM_NEWROUTE = 24;
export const RTM_NEWVLAN = 112;
export const RTNLGRP_LINK = 1;
export const RTNLGRP_IPV4_ROUTE = 7;
export const RTNLGRP_BRVLAN = 33;
