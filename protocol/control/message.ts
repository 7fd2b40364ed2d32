import type { MessageOptions } from '../schema/index.ts';
import {
  beginMessage,
  DecodeError,
  EncodeError,
  endMessage,
  hostIsLittleEndian,
  messageEnd,
  NLMSG_HDRLEN,
  Reader,
  Writer,
} from '../wire/index.ts';
import type { ControlView } from './view.ts';

interface Parts<V extends ControlView, I> {
  /** What error paths begin with: `ack`. */
  readonly name: string;
  /** `NLMSG_ERROR`. */
  readonly type: string;
  readonly number: number;
  readonly View: new (reader: Reader, at: number, end: number, family: number) => V;
  /** Checks the payload in `at` to `end`. @throws DecodeError */
  check(reader: Reader, at: number, end: number, flags: number): void;
  /** Appends the payload and returns the flags that describe it. @throws EncodeError */
  write(writer: Writer, input: I): number;
}

/** A message that all netlink families share. Its type is below `NLMSG_MIN_TYPE`. */
export class ControlMessage<V extends ControlView, I> {
  readonly name: string;
  readonly types: Readonly<Record<string, number>>;
  readonly #parts: Parts<V, I>;

  constructor(parts: Parts<V, I>) {
    this.name = parts.name;
    this.types = { [parts.type]: parts.number };
    this.#parts = parts;
  }

  typeName(type: number): string | undefined {
    return type === this.#parts.number ? this.#parts.type : undefined;
  }

  /**
   * Checks the message in `at` to `end`, whose framing `messageEnd` has checked. What it does not refuse can be read.
   * @throws DecodeError with the offset from `at`
   */
  check(reader: Reader, at: number, end: number): void {
    try {
      this.#parts.check(reader, at + NLMSG_HDRLEN, end, reader.u16(at + 6));
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(this.name).rebase(at) : error;
    }
  }

  /** A view over a message that `check` has passed. */
  view(reader: Reader, at: number, end: number): V {
    return new this.#parts.View(reader, at, end, 0);
  }

  /** Checks one message at the start of `bytes` and returns a view over it. @throws DecodeError */
  decode(bytes: Uint8Array, littleEndian: boolean = hostIsLittleEndian): V {
    const reader = new Reader(bytes, littleEndian);
    const end = messageEnd(reader, 0, bytes.length);
    const type = reader.u16(4);
    if (type !== this.#parts.number) {
      throw new DecodeError(`message type ${type} is not ${this.#parts.type}`, 4).inside(this.name);
    }
    this.check(reader, 0, end);
    return this.view(reader, 0, end);
  }

  /** The bytes of one message; flags that describe the payload are added to those given. @throws EncodeError */
  encode(input: I, options: MessageOptions = {}): Uint8Array {
    const writer = new Writer();
    this.write(writer, input, options);
    return writer.copy();
  }

  /** Appends one message; when that fails the writer is left as it was. @throws EncodeError */
  write(writer: Writer, input: I, options: MessageOptions = {}): void {
    const start = writer.length;
    try {
      const { flags = 0, sequence = 0, port = 0 } = options;
      beginMessage(writer, this.#parts.number, flags, sequence, port);
      const described = this.#parts.write(writer, input);
      writer.patchU16(start + 6, flags | described);
      endMessage(writer, start);
      writer.align(start);
    } catch (error) {
      writer.truncate(start);
      throw error instanceof EncodeError ? error.inside(this.name) : error;
    }
  }
}
