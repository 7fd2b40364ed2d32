import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileError, type Packet } from '../../../src/cli/decode/packet.ts';
import { packetsOf } from '../../../src/cli/decode/packets.ts';
import { Source } from '../../../src/cli/decode/source.ts';
import { run } from '../../../src/cli/run.ts';
import { Kept } from '../support.ts';

/** A source that hands out bytes a few at a time, as a pipe may. */
export function sourceOf(bytes: Uint8Array, step = 4096): Source {
  let at = 0;
  return new Source((into) => {
    const part = bytes.subarray(at, at + Math.min(step, into.length));
    into.set(part);
    at += part.length;
    return part.length;
  });
}

/** All packets of a file, and why it could not be read on. */
export function read(file: Uint8Array | string, step?: number): { packets: Packet[]; error?: string } {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const packets: Packet[] = [];
  try {
    for (const packet of packetsOf(sourceOf(bytes, step))) packets.push(packet);
    return { packets };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { packets, error: error.message };
  }
}

/** Runs `rtnl-dump ... decode FILE` on a file with these bytes. */
export async function decode(
  file: Uint8Array | string,
  { options = [], words = [] }: { options?: string[]; words?: string[] } = {},
): Promise<{ status: number; output: string; errors: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-decode-'));
  try {
    const path = join(folder, 'capture');
    writeFileSync(path, file);
    return await runLine([...options, 'decode', path, ...words]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a command line. */
export async function runLine(line: string[]): Promise<{ status: number; output: string; errors: string }> {
  const output = new Kept();
  const errors = new Kept();
  const status = await run(line, { output, errors, terminal: () => false, environment: {} });
  output.flush();
  errors.flush();
  return { status, output: output.text, errors: errors.text };
}
