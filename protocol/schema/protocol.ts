import { align4, DecodeError, hostIsLittleEndian, messageEnd, NLMSG_HDRLEN, Reader } from '../wire/index.ts';
import type { AnyMessage, MessageViewOf } from './message.ts';
import { type Json, toJson, ViewBase } from './view.ts';

/** A message of a type that no table describes: its header, and its payload as bytes. */
export class RawMessage extends ViewBase {
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
  readonly error: DecodeError;
  /** The whole message, or the rest of the datagram when its framing is broken. */
  readonly bytes: Uint8Array;
}

/** A family's messages by their type numbers. */
export class Protocol<M extends AnyMessage> {
  readonly name: string;
  readonly messages: readonly M[];
  readonly #byType: (M | undefined)[] = [];

  constructor(name: string, messages: readonly M[]) {
    this.name = name;
    this.messages = messages;
    const most = Math.max(...messages.flatMap((message) => Object.values(message.types)));
    this.#byType = Array.from({ length: most + 1 }, () => undefined);
    for (const message of messages) {
      for (const [type, number] of Object.entries(message.types)) {
        if (this.#byType[number] !== undefined)
          throw new TypeError(`${name}: ${type} has the number of another type`);
        this.#byType[number] = message;
      }
    }
  }

  /** The description of a message type. */
  byType(type: number): M | undefined {
    return type < this.#byType.length ? this.#byType[type] : undefined;
  }

  /** The name of a message type: `RTM_NEWLINK`. */
  typeName(type: number): string | undefined {
    return this.byType(type)?.typeName(type);
  }

  /**
   * Checks the message in `at` to `end`, whose framing `messageEnd` has checked, and returns a view over it.
   * @throws DecodeError with the offset from `at`
   */
  decodeAt(reader: Reader, at: number, end: number): MessageViewOf<M> | RawMessage {
    const message = this.byType(reader.u16(at + 4));
    if (message === undefined) return new RawMessage(reader, at, end, 0);
    message.check(reader, at, end);
    return message.view(reader, at, end) as MessageViewOf<M>;
  }

  /**
   * All messages of a datagram. One that cannot be decoded is reported in its place and does not hide the others.
   * @param littleEndian the byte order of the host that wrote the bytes
   */
  decode(
    bytes: Uint8Array,
    littleEndian: boolean = hostIsLittleEndian,
  ): (MessageViewOf<M> | RawMessage | Undecodable)[] {
    const reader = new Reader(bytes, littleEndian);
    const all: (MessageViewOf<M> | RawMessage | Undecodable)[] = [];
    for (let at = 0, stop = 0; at < bytes.length; at += align4(stop - at)) {
      stop = bytes.length;
      try {
        stop = messageEnd(reader, at, bytes.length);
        all.push(this.decodeAt(reader, at, stop));
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        all.push({ error, bytes: reader.slice(at, stop) });
      }
    }
    return all;
  }
}
