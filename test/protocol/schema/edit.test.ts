import { describe, expect, it } from 'vitest';
import { digits, hex } from '../bytes.ts';
import { sample } from './sample.ts';

/** Padding that is not zero, an unknown attribute, one sent twice: all of what an edit has to keep. */
const received = hex(`
  45000000 1000 0200 05000000 07000000
  02 77 0000 03000000
  0600 0500 0100 ffff         # mode, padded with ones
  0500 6340 aa ffffff         # unknown
  0800 0200 01000000          # mtu
  0600 0900 0100 0000         # tags
  0800 0200 02000000          # mtu again
  0500 0b00 09                # raw, unpadded
`);

const view = () => sample.decode(received, true);
const attributes = (bytes: Uint8Array) => digits(bytes.subarray(24));

describe('an edit', () => {
  it('without changes keeps every byte, and pads the end', () => {
    const again = sample.edit(view(), {});
    expect(digits(again.subarray(4))).toBe(`${digits(received.subarray(4))}000000`);
  });

  it('changes one attribute where it stood, once, and keeps all others', () => {
    const again = sample.edit(view(), { mtu: 9 });
    expect(attributes(again)).toBe(
      '060005000100ffff' + '05006340aaffffff' + '0800020009000000' + '0600090001000000' + '05000b0009000000',
    );
    expect(sample.decode(again, true)).toMatchObject({ $type: 'NEW', $flags: 2, $sequence: 5, $port: 7 });
  });

  it('takes one out, changes a repeated one and adds one at the end', () => {
    const again = sample.edit(view(), { mtu: undefined, tags: [4, 5], label: 'x' });
    expect(attributes(again)).toBe(
      '060005000100ffff' +
        '05006340aaffffff' +
        '0600090004000000' +
        '0600090005000000' +
        '05000b0009000000' +
        '06000e0078000000',
    );
  });

  it('changes members of the header and keeps the others', () => {
    const again = sample.edit(view(), { header: { index: 8 } }, { sequence: 6 });
    expect(sample.decode(again, true)).toMatchObject({ header: { family: 2, index: 8 }, $sequence: 6 });
  });

  it('adds a payload that is selected by what is there', () => {
    const again = sample.edit(view(), { data: { id: 5 } });
    expect(sample.decode(again, true).data).toMatchObject({ id: 5 });
  });

  it('adds attributes behind a header that a request had left short', () => {
    const short = sample.decode(hex('14000000 1200 0100 00000000 00000000 02 000000'), true);
    const again = sample.decode(sample.edit(short, { mtu: 5 }), true);
    expect(again.mtu).toBe(5);
    expect(again.header.family).toBe(2);
  });

  it('writes in the byte order of what was received', () => {
    const big = sample.decode(
      hex('00000020 0010 0000 00000000 00000000 02 00 0000 00000003 0008 0002 00000001'),
      false,
    );
    expect(digits(sample.edit(big, { mtu: 7 }).subarray(24))).toBe('0008000200000007');
  });

  it('of anything but a view is refused', () => {
    expect(() => sample.edit({} as ReturnType<typeof view>, {})).toThrow(
      'sample: only a decoded message can be edited',
    );
  });
});
