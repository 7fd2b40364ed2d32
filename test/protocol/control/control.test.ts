import { describe, expect, it } from 'vitest';
import { ack, decode, done, noop, overrun } from '../../../protocol/index.ts';
import { DecodeError, Reader, Writer } from '../../../protocol/wire/index.ts';
import { digits, hex } from '../bytes.ts';

/** `ip link add link lo name x type vlan id 5000` refused: "Range exceeded"-like, with the request capped. */
const capped = hex(`
  4c000000 0200 0003 07000000 d2040000  # nlmsg_len 76, NLMSG_ERROR, CAPPED | ACK_TLVS
  deffffff                              # -34, ERANGE
  40000000 1000 0506 07000000 00000000  # the request's nlmsghdr
  0e00 0100 6f7574206f662e2e2e00 0000   # NLMSGERR_ATTR_MSG, padded
  0800 0200 34000000                    # NLMSGERR_ATTR_OFFS 52
  1000 0480 0800 0500 fe0f0000 0400 0b00 # NLMSGERR_ATTR_POLICY with a max value too short
`);

describe('an acknowledgement', () => {
  it('without an error is short', () => {
    const view = ack.decode(
      hex('24000000 0200 0001 07000000 00000000 00000000 24000000 1000 0506 07000000 00000000'),
      true,
    );
    expect(view.error).toBe(0);
    expect(view.request).toEqual({ length: 36, type: 16, flags: 0x605, sequence: 7, port: 0 });
    expect(view.requestPayload).toBeUndefined();
    expect(view.extack).toBeUndefined();
    expect(view.$sequence).toBe(7);
  });

  it('tells the reason, the offset and the policy', () => {
    const good = Uint8Array.from(capped);
    // The policy's u64 gets its eight bytes.
    good.set(hex('0c00 0500 fe0f0000 00000000'), 64);
    const view = ack.decode(good, true);
    expect(view.$plain()).toEqual({
      error: 34,
      request: { length: 64, type: 16, flags: 0x605, sequence: 7, port: 0 },
      extack: { msg: 'out of...', offs: 52, policy: { maxValueU: 0xffen } },
    });
    expect(view.$bytes).toEqual(good);
  });

  it('is refused with the path of what is wrong in it', () => {
    expect(() => ack.decode(capped, true)).toThrow(
      'ack.extack.policy.maxValueU: u64 needs 8 bytes, got 4 (at byte 68)',
    );
  });

  it('may repeat the request before its attributes, over the padding', () => {
    const bytes = hex(`
      34000000 0200 0002 01000000 00000000
      efffffff
      13000000 1800 0500 01000000 00000000 aabbcc 00   # 19 bytes of request
      0700 0100 6e6f00 00
      0400 6300
    `);
    bytes[0] = bytes.length;
    const view = ack.decode(bytes, true);
    expect(view.error).toBe(17);
    expect(view.requestPayload).toEqual(hex('aabbcc'));
    expect(view.extack?.msg).toBe('no');
    expect(view.extack?.$unknown).toEqual([{ type: 99, bytes: new Uint8Array(0) }]);
    expect(
      ack.encode({ error: 17, request: view.request, requestPayload: 'aabbcc', extack: view.extack }),
    ).toHaveLength(bytes.length);
  });

  it('that says its request is longer than it is does not read beyond', () => {
    const bytes = hex(
      '28000000 0200 0002 00000000 00000000 ffffffff ffffffff 1800 0500 00000000 00000000 00000000',
    );
    const view = ack.decode(bytes, true);
    expect(view.requestPayload).toEqual(new Uint8Array(4));
    expect(view.extack?.$plain()).toEqual({});
  });

  it('shorter than struct nlmsgerr is refused, though its number looks like that of a GET', () => {
    expect(() => ack.decode(hex('14000000 0200 0000 00000000 00000000 00000000'), true)).toThrow(
      'ack: struct nlmsgerr needs at least 20 bytes, got 4 (at byte 16)',
    );
  });

  it('every prefix decodes or is refused within it', () => {
    for (let size = 16; size < capped.length; size++) {
      const bytes = capped.slice(0, size);
      new DataView(bytes.buffer).setUint32(0, size, true);
      try {
        ack.decode(bytes, true).toJSON();
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        expect((error as DecodeError).offset).toBeLessThanOrEqual(size);
      }
    }
  });

  it('is written as the kernel writes it, over a buffer full of 0xff', () => {
    const writer = new Writer(new Uint8Array(256).fill(0xff), true);
    const request = { length: 36, type: 16, flags: 5, sequence: 7, port: 0 };
    ack.write(writer, { error: 1, request, extack: { msg: 'no' } }, { sequence: 7, port: 9 });
    expect(digits(writer.written())).toBe(
      digits(
        hex(
          '2c000000 0200 0003 07000000 09000000 ffffffff 24000000 1000 0500 07000000 00000000 0700 0100 6e6f00 00',
        ),
      ),
    );
    const length = writer.length;
    expect(() => ack.write(writer, { error: -1, request })).toThrow(
      'ack.error: an error number is positive, got -1',
    );
    expect(writer.length).toBe(length);
  });
});

describe('the end of a dump', () => {
  it.each([
    ['whole', '14000000 0300 0200 01000000 00000000 00000000', { error: 0 }],
    ['without its int', '10000000 0300 0200 01000000 00000000', { error: 0 }],
    ['with the length of its last step', '14000000 0300 0200 01000000 00000000 34120000', { error: 0 }],
    ['early', '14000000 0300 0200 01000000 00000000 fcffffff', { error: 4 }],
    [
      'early with the reason',
      '1c000000 0300 0202 01000000 00000000 eaffffff 0700 0100 6e6f00 00',
      { error: 22, extack: { msg: 'no' } },
    ],
  ])('%s', (_how, text, plain) => {
    const view = done.decode(hex(text), true);
    expect(view.$plain()).toEqual(plain);
    expect(view.$type).toBe('NLMSG_DONE');
  });

  it.each([
    [
      'half an int',
      '12000000 0300 0200 01000000 00000000 0000',
      'done.error: an error number needs 4 bytes, got 2 (at byte 16)',
    ],
    [
      'no int before attributes',
      '10000000 0300 0202 01000000 00000000',
      'done.error: an error number needs 4 bytes, got 0 (at byte 16)',
    ],
  ])('%s is refused', (_how, text, message) => {
    expect(() => done.decode(hex(text), true)).toThrow(message);
  });

  it('is written', () => {
    expect(done.decode(done.encode({})).error).toBe(0);
    expect(done.decode(done.encode({ error: 4, extack: { msg: 'x' } })).$plain()).toEqual({
      error: 4,
      extack: { msg: 'x' },
    });
  });
});

describe('a datagram', () => {
  it('of control messages is decoded among the others', () => {
    const parts = [noop.encode({}), overrun.encode({}), done.encode({ error: 4 })];
    const all = decode(Uint8Array.from(parts.flatMap((part) => [...part])));
    expect(all).toMatchObject([
      { $type: 'NLMSG_NOOP' },
      { $type: 'NLMSG_OVERRUN' },
      { $type: 'NLMSG_DONE', error: 4 },
    ]);
  });

  it('of another machine says the same', () => {
    const bytes = hex('00000014 0003 0002 00000001 00000000 fffffffc');
    expect(decode(bytes, false)).toMatchObject([{ $type: 'NLMSG_DONE', error: 4, $sequence: 1 }]);
    expect(new Reader(bytes, false).u16(4)).toBe(3);
  });
});
