import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ack } from '../../protocol/control/index.ts';
import { rtnetlink } from '../../protocol/route/index.ts';
import type { MessageOptions } from '../../protocol/schema/index.ts';
import { Writer } from '../../protocol/wire/index.ts';
import { folder } from './read.ts';

/** What a person read in the bytes, with the C headers beside them. */
interface Expected {
  readonly type: string;
  readonly flags: number;
  readonly sequence: number;
  readonly port: number;
  /** Whether we write the same bytes: not where the sender leaves NLA_F_NESTED out, or pads otherwise. */
  readonly exact: boolean;
  readonly value: Record<string, unknown>;
}

type Write = (writer: Writer, type: string, value: unknown, options: MessageOptions) => void;

const place = join(folder, 'annotated');
const names = readdirSync(place).flatMap((file) => (file.endsWith('.hex') ? [file.slice(0, -4)] : []));

/** Hex text in which `#` begins a comment. */
function bytesOf(name: string): Uint8Array {
  const text = readFileSync(join(place, `${name}.hex`), 'utf8');
  return Uint8Array.from(Buffer.from(text.replaceAll(/#.*|\s/g, ''), 'hex'));
}

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(place, `${name}.json`), 'utf8')) as Expected;
}

function decode(bytes: Uint8Array) {
  const [view, ...more] = rtnetlink.decode(bytes, true);
  if (view === undefined || more.length > 0) throw new Error('not one message');
  if ('error' in view && view.error instanceof Error) throw view.error;
  return view as { $type: string; $flags: number; $sequence: number; $port: number; toJSON(): unknown };
}

/** Writes over 0xff, so that a byte of padding that is not written shows. */
function encode(type: string, value: unknown, options: MessageOptions): Uint8Array {
  const writer = new Writer(new Uint8Array(8192).fill(0xff), true);
  if (type === 'NLMSG_ERROR') ack.write(writer, value as Parameters<typeof ack.write>[1], options);
  else {
    const message = rtnetlink.messages.find((each) => type in each.types);
    if (message === undefined) throw new Error(`no message ${type}`);
    (message.write as Write).call(message, writer, type, value, options);
  }
  return writer.copy();
}

describe.each(names)('%s', (name) => {
  const bytes = bytesOf(name);
  const { type, flags, sequence, port, exact, value } = expectedOf(name);

  it('means what a person reads in it', () => {
    const view = decode(bytes);
    expect(view.toJSON()).toEqual(value);
    expect([view.$type, view.$flags, view.$sequence, view.$port]).toEqual([type, flags, sequence, port]);
  });

  it('is written from its meaning', () => {
    const written = encode(type, value, { flags, sequence, port });
    expect(decode(written).toJSON()).toEqual(value);
    expect(Buffer.from(written).equals(bytes)).toBe(exact);
  });

  it('is copied as it came', () => {
    const view = decode(bytes);
    const options = { flags, sequence, port };
    if (type !== 'NLMSG_ERROR') expect(encode(type, view, options)).toEqual(bytes);
    expect(Object.keys(view.toJSON() as object)).toEqual(Object.keys(value));
  });
});

it('has two of every kind of message', () => {
  const kinds = names.map((name) => expectedOf(name).type);
  for (const kind of [
    'RTM_NEWLINK',
    'RTM_NEWADDR',
    'RTM_NEWROUTE',
    'RTM_NEWNEIGH',
    'RTM_NEWRULE',
    'NLMSG_ERROR',
  ])
    expect(kinds.filter((each) => each === kind).length, kind).toBeGreaterThanOrEqual(2);
});
