import type { AnyMessage, Undecodable } from '../../protocol/schema/index.ts';
import { align4, DecodeError, messageEnd, NLM_F, NLMSG, Reader } from '../../protocol/wire/index.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { decoded } from './pending-request.ts';

/** What the datagrams of one dump say, taken one after another. */
export class DumpReading<V> {
  /** Messages that could not be decoded, with their bytes. */
  readonly undecodable: Undecodable[] = [];
  /** `NLM_F_DUMP_INTR`: what is dumped was changed meanwhile. */
  interrupted = false;
  /** How it ended: `NLMSG_DONE`, or the `NLMSG_ERROR` that refuses it. Undefined while it goes on. */
  outcome: Outcome | undefined;
  readonly #message: AnyMessage;
  readonly #sequence: number;
  #reader: Reader | undefined;

  constructor(message: AnyMessage, sequence: number) {
    this.#message = message;
    this.#sequence = sequence;
  }

  /**
   * Appends the messages of the datagram in `start` to `end` of a receive buffer to `views`, and gives it back.
   * @param cut whether the datagram lacks its end: then its last message is not looked at
   */
  take(bytes: Uint8Array, start: number, end: number, views: V[], cut = false): V[] {
    if (this.#reader?.bytes !== bytes) this.#reader = new Reader(bytes);
    const reader = this.#reader;
    for (let at = start, stop = at; at < end; at += align4(stop - at)) {
      try {
        stop = messageEnd(reader, at, end);
      } catch (error) {
        if (!cut) this.#report(error, reader, at, end, at);
        break;
      }
      // Left over from a dump that was given up on this socket.
      if (reader.u32(at + 8) !== this.#sequence) continue;
      if ((reader.u16(at + 6) & NLM_F.DUMP_INTR) !== 0) this.interrupted = true;
      const type = reader.u16(at + 4);
      if (type === NLMSG.DONE || type === NLMSG.ERROR) {
        this.outcome = readOutcome(reader, at, stop);
      } else if (type >= NLMSG.MIN_TYPE) {
        try {
          views.push(decoded<V>(this.#message, reader, at, stop));
        } catch (error) {
          this.#report(error, reader, at, stop, 0);
        }
      }
    }
    return views;
  }

  #report(error: unknown, reader: Reader, at: number, end: number, base: number): void {
    if (!(error instanceof DecodeError)) throw error;
    this.undecodable.push({ $type: 'undecodable', error: error.rebase(base), bytes: reader.slice(at, end) });
  }
}
