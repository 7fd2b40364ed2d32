import { describe, expect, it } from 'vitest';
import { DecodeError, EncodeError } from '../../../protocol/wire/index.ts';

describe('codec errors', () => {
  it('grow their path outwards, and stack and message agree', () => {
    const error = new DecodeError('u16 needs 2 bytes, got 3', 60)
      .inside('id')
      .inside('[2]')
      .inside('data')
      .rebase(16);
    expect(error.message).toBe('data[2].id: u16 needs 2 bytes, got 3 (at byte 44)');
    expect(error.path).toBe('data[2].id');
    expect(error.problem).toBe('u16 needs 2 bytes, got 3');
    expect(error.offset).toBe(44);
    expect(error.stack?.split('\n')[0]).toBe(`DecodeError: ${error.message}`);
  });

  it('do not take what is in a message for a pattern', () => {
    const error = new EncodeError('"$&" is $1').inside('name');
    expect(error.message).toBe('name: "$&" is $1');
    expect(error.stack?.split('\n')[0]).toBe(`EncodeError: ${error.message}`);
  });

  it('are told apart by code and by class', () => {
    expect(new DecodeError('x', 0)).toMatchObject({ name: 'DecodeError', code: 'ERR_NETLINK_DECODE' });
    expect(new EncodeError('x')).toMatchObject({ name: 'EncodeError', code: 'ERR_NETLINK_ENCODE' });
  });
});
