import type { AnyMessage } from '../../protocol/schema/index.ts';
import { DecodeError, NLMSG, type Reader } from '../../protocol/wire/index.ts';
import { ReplyLost, ReplyTooLong } from './errors.ts';
import { KernelError, warningOf } from './kernel-error.ts';
import type { Limits } from './limits.ts';
import { isQuestion } from './netlink-request.ts';
import { readOutcome } from './outcome.ts';
import type { Expectation } from './replies.ts';

/** What comes of a request that changes something. */
export interface Acknowledgement<V> {
  /** What the kernel had to say although it did what was asked: `NLMSGERR_ATTR_MSG` of a success. */
  readonly warning: string | undefined;
  /** With `NLM_F_ECHO`: the notifications that the change caused, so what was made, with its index. */
  readonly echoes: readonly V[];
}

/** A request and its promise. */
export class PendingRequest<V> implements Expectation {
  readonly request: string;
  /** The request as it was sent; the sender's to keep unchanged until this is settled. */
  bytes: Uint8Array;
  settled = false;
  /** Called once, when nothing more is expected. */
  whenSettled: (() => void) | undefined;

  readonly sequence: number;
  readonly limits: Limits;
  readonly #message: AnyMessage;
  /** Whether it only asks: it is answered with a message, and can be sent again. */
  readonly #asks: boolean;
  readonly #where: string;
  readonly #again: (request: PendingRequest<V>) => void;
  #echoes: V[] | undefined;
  #answer: V | Acknowledgement<V> | undefined;
  #error: unknown;
  #tell: (() => void) | undefined;
  #left = ATTEMPTS;

  constructor(parts: {
    message: AnyMessage;
    type: string;
    bytes: Uint8Array;
    sequence: number;
    limits: Limits;
    where: string;
    again: (request: PendingRequest<V>) => void;
  }) {
    this.request = parts.type;
    this.bytes = parts.bytes;
    this.sequence = parts.sequence;
    this.limits = parts.limits;
    this.#message = parts.message;
    this.#asks = isQuestion(parts.type);
    this.#where = parts.where;
    this.#again = parts.again;
  }

  /** What comes of it. To be asked for once, and only then made: nearly always the answer is there by then. */
  get promise(): Promise<V | Acknowledgement<V>> {
    if (this.settled) return this.#result();
    return new Promise<void>((resolve) => {
      this.#tell = resolve;
    }).then(() => this.#result());
  }

  #result(): Promise<V | Acknowledgement<V>> {
    if (this.#answer === undefined) return Promise.reject(this.#error);
    return Promise.resolve(this.#answer);
  }

  take(reader: Reader, at: number, end: number): boolean {
    const type = reader.u16(at + 4);
    if (type === NLMSG.ERROR || type === NLMSG.DONE) return this.#ended(reader, at, end);
    if (type < NLMSG.MIN_TYPE) return false;
    try {
      const view = decoded<V>(this.#message, reader, at, end);
      if (this.#asks) {
        this.#settle(view);
      } else {
        this.#echoes ??= [];
        this.#echoes.push(view);
      }
    } catch (error) {
      this.fail(error);
    }
    return this.settled;
  }

  cut(size: number): boolean {
    return this.#retry(() => new ReplyTooLong(this.request, size));
  }

  lost(): boolean {
    return this.#retry(() => new ReplyLost(this.request));
  }

  fail(error: unknown): void {
    this.#settle(undefined, error);
  }

  #ended(reader: Reader, at: number, end: number): boolean {
    const outcome = readOutcome(reader, at, end);
    if (outcome.errno !== 0) {
      const { request: type, bytes } = this;
      this.fail(new KernelError({ message: this.#message, type, bytes, where: this.#where }, outcome));
    } else if (this.#asks) {
      this.fail(new DecodeError(`${this.request} was acknowledged, but not answered`, 0));
    } else {
      this.#settle({ warning: warningOf(outcome), echoes: this.#echoes ?? [] });
    }
    return true;
  }

  /** What only asks is asked again, what changes something is not. */
  #retry(error: () => Error): boolean {
    if (!this.#asks || --this.#left === 0) {
      this.fail(error());
      return true;
    }
    this.#again(this);
    return this.settled;
  }

  #settle(answer: V | Acknowledgement<V> | undefined, error?: unknown): void {
    if (this.settled) return;
    this.settled = true;
    this.#answer = answer;
    this.#error = error;
    this.#tell?.();
    this.whenSettled?.();
  }
}

/** The view of a checked message. @throws DecodeError */
export function decoded<V>(message: AnyMessage, reader: Reader, at: number, end: number): V {
  const type = reader.u16(at + 4);
  if (message.typeName(type) === undefined) {
    const known = Object.keys(message.types).join(', ');
    throw new DecodeError(`message type ${type} is none of ${known}`, at + 4).inside(message.name).rebase(at);
  }
  message.check(reader, at, end);
  return message.view(reader, at, end) as V;
}

/** How often something is asked when its answer is lost or does not fit. */
const ATTEMPTS = 3;
