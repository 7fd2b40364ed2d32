import {
  align4,
  DecodeError,
  hostIsLittleEndian,
  messageEnd,
  NLMSG,
  NLMSG_HDRLEN,
  Reader,
} from '../wire/index.ts';
import type { AnyMessage, MessageTypes, MessageViewOf } from './message.ts';
import { type Json, RangeView, toJson } from './view.ts';

/** A message of a type that no table describes: its header, and its payload as bytes. */
export class RawMessage extends RangeView {
  /** `nlmsg_type`. */
  get $type(): number {
    return this.$reader.u16(this.$at + 4);
  }
  get $flags(): number {
    return this.$reader.u16(this.$at + 6);
  }
  get $sequence(): number {
    return this.$reader.u32(this.$at + 8);
  }
  get $port(): number {
    return this.$reader.u32(this.$at + 12);
  }
  /** What follows the `nlmsghdr`. */
  get $payload(): Uint8Array {
    return this.$reader.slice(this.$at + NLMSG_HDRLEN, this.$end);
  }
  override $plain(): Record<string, unknown> {
    return { $type: this.$type, $payload: this.$payload };
  }
  override toJSON(): Json {
    return toJson(this.$plain());
  }
}

/** A message that could not be decoded, beside those that could. */
export interface Undecodable {
  readonly $type: 'undecodable';
  readonly error: DecodeError;
  /** The whole message, or the rest of the datagram when its framing is broken. */
  readonly bytes: Uint8Array;
}

/** A control message, which need not be made of attributes. */
export interface AnyControl {
  readonly name: string;
  readonly types: MessageTypes;
  check(reader: Reader, at: number, end: number): void;
  view(reader: Reader, at: number, end: number): unknown;
  typeName(type: number): string | undefined;
}

/** What decoding this control message gives. */
export type ControlViewOf<C> = C extends { view(reader: Reader, at: number, end: number): infer V }
  ? V
  : never;

/** A family's messages by their type numbers, and the control messages that all families share. */
export class Protocol<M extends AnyMessage, C extends AnyControl = never> {
  readonly name: string;
  readonly messages: readonly M[];
  readonly control: readonly C[];
  readonly #byType: (M | C | undefined)[] = [];

  /** @throws TypeError when two messages have one number. */
  constructor(name: string, messages: readonly M[], control: readonly C[] = []) {
    this.name = name;
    this.messages = messages;
    this.control = control;
    const all = [...control, ...messages];
    const most = Math.max(...all.flatMap((message) => Object.values(message.types)));
    this.#byType = Array.from({ length: most + 1 }, () => undefined);
    for (const message of all) {
      for (const [type, number] of Object.entries(message.types)) {
        if (this.#byType[number] !== undefined)
          throw new TypeError(`${name}: ${type} has the number of another type`);
        this.#byType[number] = message;
      }
    }
  }

  /** The description of one of the family's own message types. */
  byType(type: number): M | undefined {
    return type < NLMSG.MIN_TYPE ? undefined : (this.#find(type) as M | undefined);
  }

  #find(type: number): M | C | undefined {
    return type < this.#byType.length ? this.#byType[type] : undefined;
  }

  /** The name of a message type: `RTM_NEWLINK`. */
  typeName(type: number): string | undefined {
    return this.#find(type)?.typeName(type);
  }

  /**
   * Checks the message in `at` to `end`, whose framing `messageEnd` has checked, and returns a view over it.
   * @throws DecodeError with the offset from `at`
   */
  decodeAt(reader: Reader, at: number, end: number): MessageViewOf<M> | ControlViewOf<C> | RawMessage {
    const message = this.#find(reader.u16(at + 4));
    if (message === undefined) return new RawMessage(reader, at, end, 0);
    message.check(reader, at, end);
    return message.view(reader, at, end) as MessageViewOf<M> | ControlViewOf<C>;
  }

  /**
   * All messages of a datagram. One that cannot be decoded is reported in its place and does not hide the others.
   * Zeros behind the last message, as ip(8) sends them and the kernel passes over, are no message.
   * @param littleEndian the byte order of the host that wrote the bytes
   */
  decode(
    bytes: Uint8Array,
    littleEndian: boolean = hostIsLittleEndian,
  ): (MessageViewOf<M> | ControlViewOf<C> | RawMessage | Undecodable)[] {
    const reader = new Reader(bytes, littleEndian);
    const all: (MessageViewOf<M> | ControlViewOf<C> | RawMessage | Undecodable)[] = [];
    for (let at = 0, stop = 0; at < bytes.length; at += align4(stop - at)) {
      if (at > 0 && bytes.subarray(at).every((byte) => byte === 0)) break;
      stop = bytes.length;
      try {
        stop = messageEnd(reader, at, bytes.length);
        all.push(this.decodeAt(reader, at, stop));
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        all.push({ $type: 'undecodable', error, bytes: reader.slice(at, stop) });
      }
    }
    return all;
  }
}
