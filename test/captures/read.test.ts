import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Capture, captures, datagrams, folder, parse } from './read.ts';

const header = ({ bytes }: Capture) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return { length: view.getUint32(0, true), type: view.getUint16(4, true), flags: view.getUint16(6, true) };
};
const all = captures();

describe('captures', () => {
  it('are one whole message each', () => {
    expect(all.length).toBeGreaterThan(300);
    for (const capture of all) expect(header(capture).length, capture.note).toBe(capture.bytes.length);
  });

  it('name the kernel that they come from', () => {
    for (const { file, kernel, note } of all) {
      expect(file.startsWith(`${kernel.split('.').slice(0, 2).join('.')}/`), file).toBe(true);
      expect(note).not.toBe('');
    }
  });

  it.each([
    ['link', [16]],
    ['address', [20]],
    ['route', [24]],
    ['neighbour', [28]],
    ['fdb', [28]],
    ['rule', [32]],
    ['nsid', [88]],
    ['nexthop', [104]],
    ['error', [2, 3]],
  ])('has in %s.hex what its name says', (name, types) => {
    const found = all
      .filter(({ file }) => file === `6.12/${name}.hex`)
      .map((capture) => header(capture).type);
    expect(new Set(found)).toEqual(new Set(types));
  });

  it('have requests with NLM_F_REQUEST and events without', () => {
    const requests = all.filter(({ file }) => file.endsWith('/request.hex'));
    // NB: the kernel repeats the flags of the request, this one too, in what it tells of nexthops (104, 105).
    const nexthops = [104, 105];
    const events = all.filter(
      (capture) => capture.file.endsWith('/event.hex') && !nexthops.includes(header(capture).type),
    );
    expect(requests.length).toBeGreaterThan(100);
    expect(events.length).toBeGreaterThan(100);
    for (const capture of requests) expect(header(capture).flags & 1, capture.note).toBe(1);
    for (const capture of events) expect(header(capture).flags & 1, capture.note).toBe(0);
  });

  it('have what newer kernels add', () => {
    // The loopback of an empty namespace: IFLA_DEVLINK_PORT since 6.2, IFLA_MAX_PACING_OFFLOAD_HORIZON since 6.13.
    const numbers = (kernel: string) => {
      const link = all.find(({ file, note }) => file === `${kernel}/link.hex` && note.startsWith('bare: '));
      const found: number[] = [];
      const { bytes } = link ?? { bytes: new Uint8Array() };
      const view = new DataView(bytes.buffer);
      for (let at = 32; at < bytes.length; at += (view.getUint16(at, true) + 3) & ~3)
        found.push(view.getUint16(at + 2, true) & 0x3fff);
      return found;
    };
    const [oldest, middle, newest] = [numbers('6.1'), numbers('6.12'), numbers('7.2')];
    expect(middle).toEqual(expect.arrayContaining(oldest));
    expect(newest).toEqual(expect.arrayContaining(middle));
    expect(middle.length).toBeGreaterThan(oldest.length);
    expect(newest.length).toBeGreaterThan(middle.length);
  });

  it('differ, each from the others of its kernel', () => {
    const seen = new Set(all.map(({ kernel, bytes }) => kernel + Buffer.from(bytes).toString('hex')));
    expect(seen.size).toBe(all.length);
  });

  it('stay small', () => {
    const files = new Set([...all, ...datagrams()].map(({ file }) => file));
    const bytes = [...files].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(450_000);
  });
});

describe('whole dumps', () => {
  it('are messages up to the NLMSG_DONE of the last datagram', () => {
    for (const name of ['link', 'route', 'neighbour']) {
      const found = datagrams().filter(({ file }) => file === `6.12/dump-${name}.hex`);
      const types = found.flatMap(({ bytes }) => {
        const types: number[] = [];
        for (
          let at = 0;
          at < bytes.length;
          at += (header({ ...found[0], bytes: bytes.subarray(at) } as Capture).length + 3) & ~3
        )
          types.push(header({ ...found[0], bytes: bytes.subarray(at) } as Capture).type);
        return types;
      });
      expect(types.indexOf(3), name).toBe(types.length - 1);
      expect(types.length, name).toBeGreaterThan(3);
    }
  });
});

describe('the text', () => {
  it('is refused when it is not what it should be, with the place', () => {
    expect(() => parse('x.hex', '# none\n\n# note\n00')).toThrow(
      'x.hex: does not begin with "# Linux RELEASE"',
    );
    expect(() => parse('x.hex', '# Linux 1\n\n# note\n00\n\n# note\n0')).toThrow('x.hex: paragraph 2');
    expect(() => parse('x.hex', '# Linux 1\n\n00')).toThrow('x.hex: paragraph 1');
  });

  it('gives the bytes', () => {
    expect(parse('x.hex', '# Linux 1\n\n# note\n00ff\n10\n')).toEqual([
      { file: 'x.hex', kernel: '1', note: 'note', bytes: Uint8Array.of(0, 255, 16) },
    ]);
  });
});
