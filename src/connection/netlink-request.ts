import type {
  AnyCodec,
  AnyMessage,
  HeadedInput,
  Message,
  MessageTypes,
  Table,
} from '../../protocol/schema/index.ts';
import { NLM_F, type Writer } from '../../protocol/wire/index.ts';

/** The message types of `K` that ask: `RTM_GETLINK`. */
export type Question<K extends MessageTypes> = Extract<keyof K & string, `${string}_GET${string}`>;

/** The message types of `K` that change something: `RTM_NEWLINK`, `RTM_DELLINK`, `RTM_SETLINK`. */
export type Change<K extends MessageTypes> = Exclude<keyof K & string, `${string}_GET${string}`>;

/** Whether a message type asks, by the kernel's naming; `Question` and `Change` as a condition. */
export function isQuestion(type: string): boolean {
  return type.includes('_GET');
}

/** A request for `Connection.batch`; `request()` makes one. */
export interface NetlinkRequest {
  readonly message: AnyMessage;
  /** The message type's name: `RTM_NEWROUTE`. */
  readonly type: string;
  /** Appends the message. @throws EncodeError */
  write(writer: Writer, sequence: number): void;
}

export interface RequestFlags {
  /** `NLM_F` beside those that are needed: `NLM_F.CREATE | NLM_F.EXCL`. */
  readonly flags?: number | undefined;
}

/**
 * A request for `Connection.batch`: `request(route, 'RTM_NEWROUTE', { header, dst, gateway }, { flags: NLM_F.CREATE })`.
 * Nothing is encoded before the batch comes to it.
 */
export function request<K extends MessageTypes, H extends AnyCodec, T extends Table>(
  message: Message<K, H, T>,
  type: Change<K>,
  input: HeadedInput<H, T>,
  { flags = 0 }: RequestFlags = {},
): NetlinkRequest {
  return new TableRequest(message, type, input, flags | NLM_F.REQUEST);
}

/** A class, so that a batch meets objects of one form whatever they hold. */
class TableRequest<K extends MessageTypes, H extends AnyCodec, T extends Table> implements NetlinkRequest {
  constructor(
    readonly message: Message<K, H, T>,
    readonly type: Change<K>,
    readonly input: HeadedInput<H, T>,
    readonly flags: number,
  ) {}

  write(writer: Writer, sequence: number): void {
    this.message.write(writer, this.type, this.input, { flags: this.flags, sequence });
  }
}
