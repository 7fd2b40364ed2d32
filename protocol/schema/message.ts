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
import { AttributeSetView, inherited } from './attribute-view.ts';
import {
  checkAttributes,
  type HeadedInput,
  type HeadedView,
  headed,
  setOf,
  type Table,
  type TableSource,
  writeSet,
} from './attributes.ts';
import { type AnyCodec, type Codec, wrongSize } from './codec.ts';
import { editPayload } from './edit.ts';
import { nearest } from './nearest.ts';
import { once } from './once.ts';
import type { AttributeSet } from './shape.ts';

/** The message types that share a form: `{ RTM_NEWLINK: 16, RTM_DELLINK: 17 }`. */
export type MessageTypes = Readonly<Record<string, number>>;

/** The `nlmsghdr` of a decoded message. */
export interface MessageHeaderView<Type extends string> {
  /** The message type's name: `RTM_NEWLINK`. */
  readonly $type: Type;
  /** `nlmsg_flags`, `NLM_F`. */
  readonly $flags: number;
  /** `nlmsg_seq`. */
  readonly $sequence: number;
  /** `nlmsg_pid`, the sender's port; 0 is the kernel. */
  readonly $port: number;
}

/** A whole message as it is read. `$bytes` includes its `nlmsghdr`. */
export type MessageView<K extends MessageTypes, H extends AnyCodec, T extends Table> = MessageHeaderView<
  keyof K & string
> &
  HeadedView<H, T>;

/** What goes into the `nlmsghdr` of a message to be written. */
export interface MessageOptions {
  /** `NLM_F`. Default 0. */
  readonly flags?: number | undefined;
  /** Default 0. */
  readonly sequence?: number | undefined;
  /** Default 0: the kernel fills in nothing, the socket's own port is not needed. */
  readonly port?: number | undefined;
}

/** Any message description. */
export interface AnyMessage {
  readonly name: string;
  readonly types: MessageTypes;
  readonly set: AttributeSet;
  readonly payload: AnyCodec;
  check(reader: Reader, at: number, end: number): void;
  view(reader: Reader, at: number, end: number): unknown;
  typeName(type: number): string | undefined;
}

/** What decoding this message gives. */
export type MessageViewOf<M> = M extends Message<infer K, infer H, infer T> ? MessageView<K, H, T> : never;

/** What encoding this message takes. */
export type MessageInputOf<M> = M extends Message<infer _K, infer H, infer T> ? HeadedInput<H, T> : never;

/** A kind of message: its types, its fixed header and its attributes. `message()` makes one. */
export class Message<K extends MessageTypes, H extends AnyCodec, T extends Table> implements AnyMessage {
  /** What error paths begin with: `link`. */
  readonly name: string;
  readonly types: K;
  /** The message without its `nlmsghdr`, to be nested in another. */
  readonly payload: Codec<HeadedView<H, T>, HeadedInput<H, T>>;
  readonly #names: () => ReadonlyMap<number, string>;
  readonly #view: () => ReturnType<typeof messageViewClass>;
  readonly #header: AnyCodec;
  #set: AttributeSet | undefined;

  constructor(name: string, types: K, prefix: string, header: H, table: TableSource<T>) {
    this.name = name;
    this.types = types;
    this.payload = headed(prefix, header, table);
    this.#header = header;
    this.#names = once(() => new Map(Object.entries(types).map(([type, number]) => [number, type])));
    this.#view = once(() => messageViewClass(name, this.set, this.#names()));
  }

  get set(): AttributeSet {
    this.#set ??= setOf(this.payload as unknown as AnyCodec);
    return this.#set;
  }

  typeName(type: number): string | undefined {
    return this.#names().get(type);
  }

  /**
   * Checks the message in `at` to `end`, whose framing `messageEnd` has checked. What it does not refuse can be read.
   * @throws DecodeError with the offset from `at`
   */
  check(reader: Reader, at: number, end: number): void {
    const payload = at + NLMSG_HDRLEN;
    const header = this.#header;
    try {
      const size = end - payload;
      if (size < header.min) {
        // RTM_GET*: the kernel takes a bare rtgenmsg, the family alone.
        if (size >= 1 && (reader.u16(at + 4) & 3) === 2) return;
        throw wrongSize(header, size, payload).inside('header');
      }
      const { set } = this;
      checkAttributes(set, reader, payload + set.headerSpace, end, 0, reader.u8(payload));
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(this.name).rebase(at) : error;
    }
  }

  /** A view over a message that `check` has passed. */
  view(reader: Reader, at: number): MessageView<K, H, T> {
    const View = this.#view();
    return new View(reader, at) as unknown as MessageView<K, H, T>;
  }

  /** Checks one message at the start of `bytes` and returns a view over it. @throws DecodeError */
  decode(bytes: Uint8Array, littleEndian: boolean = hostIsLittleEndian): MessageView<K, H, T> {
    const reader = new Reader(bytes, littleEndian);
    const end = messageEnd(reader, 0, bytes.length);
    const type = reader.u16(4);
    if (!this.#names().has(type)) {
      throw new DecodeError(
        `message type ${type} is none of ${[...this.#names().values()].join(', ')}`,
        4,
      ).inside(this.name);
    }
    this.check(reader, 0, end);
    return this.view(reader, 0);
  }

  /** The bytes of one message. @throws EncodeError */
  encode(type: keyof K & string, input: HeadedInput<H, T>, options: MessageOptions = {}): Uint8Array {
    const writer = new Writer();
    this.write(writer, type, input, options);
    return writer.copy();
  }

  /** Appends one message; when that fails the writer is left as it was. @throws EncodeError */
  write(
    writer: Writer,
    type: keyof K & string,
    input: HeadedInput<H, T>,
    options: MessageOptions = {},
  ): void {
    this.#framed(writer, type, options, input, undefined);
  }

  /**
   * The bytes of a message that was received, with some attributes (and header members) changed: all others keep
   * their bytes, order and padding. `undefined` takes an attribute out; a new one comes last.
   * @throws EncodeError
   */
  edit(view: MessageView<K, H, T>, changes: HeadedInput<H, T>, options: MessageOptions = {}): Uint8Array {
    if (!(view instanceof AttributeSetView))
      throw new EncodeError('only a decoded message can be edited').inside(this.name);
    const writer = new Writer(undefined, view.$reader.littleEndian);
    const { $type: type, $flags: flags, $sequence: sequence, $port: port } = view;
    this.#framed(writer, type, { flags, sequence, port, ...options }, changes, view);
    return writer.copy();
  }

  /** @param edited whose payload `input` changes, if not to be written anew */
  #framed(
    writer: Writer,
    type: string,
    options: MessageOptions,
    input: object,
    edited: AttributeSetView | undefined,
  ): void {
    const number = Object.hasOwn(this.types, type) ? this.types[type] : undefined;
    if (number === undefined) {
      throw new EncodeError(`no message type "${type}"${nearest(type, Object.keys(this.types))}`).inside(
        this.name,
      );
    }
    const start = writer.length;
    try {
      beginMessage(writer, number, options.flags ?? 0, options.sequence ?? 0, options.port ?? 0);
      if (edited === undefined) writeSet(this.set, writer, input, 0);
      else editPayload(edited, input, writer);
      endMessage(writer, start);
      writer.align(start);
    } catch (error) {
      writer.truncate(start);
      throw error instanceof EncodeError ? error.inside(this.name) : error;
    }
  }
}

/** Describes a message: `message('link', { RTM_NEWLINK: 16 }, 'IFLA', ifinfomsg, { ifname: [3, text] })`. */
export function message<const K extends MessageTypes, const H extends AnyCodec, const T extends Table>(
  name: string,
  types: K,
  prefix: string,
  header: H,
  table: TableSource<T>,
): Message<K, H, T> {
  return new Message(name, types, prefix, header, table);
}

/** Two members are all that a kept message needs: the rest is read from its own header. */
function messageViewClass(
  name: string,
  set: AttributeSet,
  names: ReadonlyMap<number, string>,
): new (
  reader: Reader,
  header: number,
) => AttributeSetView {
  const attributes = NLMSG_HDRLEN + set.headerSpace;
  const View = class {
    declare readonly $reader: Reader;
    /** Where the `nlmsghdr` begins. */
    declare readonly $header: number;

    constructor(reader: Reader, header: number) {
      this.$reader = reader;
      this.$header = header;
    }
    get $at(): number {
      return this.$header + attributes;
    }
    get $end(): number {
      return this.$header + this.$reader.u32(this.$header);
    }
    get $family(): number {
      const { $reader: reader, $header: header } = this;
      return reader.u32(header) > NLMSG_HDRLEN ? reader.u8(header + NLMSG_HDRLEN) : 0;
    }
    get $type(): string {
      const type = this.$reader.u16(this.$header + 4);
      return names.get(type) ?? String(type);
    }
    get $flags(): number {
      return this.$reader.u16(this.$header + 6);
    }
    get $sequence(): number {
      return this.$reader.u32(this.$header + 8);
    }
    get $port(): number {
      return this.$reader.u32(this.$header + 12);
    }
    get $bytes(): Uint8Array {
      return this.$reader.slice(this.$header, this.$end);
    }
  };
  return inherited(View, name, set);
}
