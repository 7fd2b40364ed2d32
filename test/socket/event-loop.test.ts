import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventLoopReader } from '../../src/socket/event-loop.ts';
import { Slab } from '../../src/socket/slab.ts';
import { close } from '../../src/sys/libc.ts';
import { openSockets, pause } from './support.ts';

describe('event loop reader', () => {
  it('goes on after an empty read, which libuv takes for the end', async () => {
    // Older kernels let an empty datagram through; a FIFO without a writer reads as empty on any.
    const folder = mkdtempSync(join(tmpdir(), 'rtnl-test-'));
    try {
      const path = join(folder, 'fifo');
      execFileSync('mkfifo', [path]);
      const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const slab = new Slab(1000);
      const seen: string[] = [];
      const reader = new EventLoopReader(fd, slab, {
        received(length) {
          const { bytes } = slab;
          const start = slab.take(length);
          seen.push(Buffer.from(bytes.subarray(start, start + length)).toString());
        },
        overrun: () => seen.push('overrun'),
        failed: (error) => seen.push(error.message),
      });
      const writer = openSync(path, 'w');
      writeSync(writer, 'one');
      await pause();
      close(writer, 'close');
      await pause();
      const again = openSync(path, 'w');
      writeSync(again, 'two');
      await pause();
      close(again, 'close');
      const before = openSockets();
      await reader.close();
      close(fd, 'close');
      expect(seen).toEqual(['one', 'two']);
      expect(openSockets()).toBeLessThanOrEqual(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('throws when the descriptor is none, and tells nothing else', async () => {
    const seen: string[] = [];
    const failed = (error: Error) => seen.push((error as NodeJS.ErrnoException).code ?? error.message);
    expect(() => new EventLoopReader(-1, new Slab(100), { received() {}, overrun() {}, failed })).toThrow(
      /EBADF/,
    );
    await pause();
    expect(seen).toEqual([]);
  });
});
