import { type Group, RTNLGRP, type RtnetlinkMessage, rtnetlink } from '../../protocol/route/index.ts';
import {
  type AnyCodec,
  type HeadedInput,
  type Message,
  type MessageTypes,
  type MessageView,
  nearest,
  type Table,
} from '../../protocol/schema/index.ts';
import { EncodeError, NLM_F, Writer } from '../../protocol/wire/index.ts';
import type { GrantedOptions } from '../socket/open.ts';
import { NETLINK_ROUTE } from '../sys/constants.ts';
import { Batch, type BatchOptions, type BatchResult } from './batch.ts';
import { Dump, type DumpOptions } from './dump.ts';
import { DumpSockets } from './dump-socket.ts';
import { ConnectionClosed } from './errors.ts';
import { Events, type EventsOptions } from './events.ts';
import { type LimitOptions, Limits } from './limits.ts';
import {
  type Change,
  isQuestion,
  type NetlinkRequest,
  type Question,
  type RequestFlags,
} from './netlink-request.ts';
import { type Acknowledgement, PendingRequest } from './pending-request.ts';
import { RequestSocket } from './request-socket.ts';
import { type ConnectOptions, Site } from './site.ts';

export interface RequestOptions extends LimitOptions, RequestFlags {}

/**
 * Opens a connection to the kernel's rtnetlink.
 * @throws SystemError when the namespace or a socket cannot be opened; Error on a system that is not Linux
 */
export function connect(options: ConnectOptions = {}): Connection {
  return new Connection(options);
}

/**
 * A connection to rtnetlink in one network namespace. `connect` makes one; `close` it, or use `await using`.
 *
 * An idle connection does not keep the process alive; one that waits for an answer or an event does.
 */
export class Connection implements AsyncDisposable {
  readonly #site: Site;
  readonly #requests: RequestSocket;
  readonly #dumps: DumpSockets;
  readonly #events = new Set<Events<RtnetlinkMessage>>();
  readonly #writer = new Writer();
  readonly #again = <V>(lost: PendingRequest<V>) => this.#requests.again(lost);
  #closing: Promise<void> | undefined;

  /** @internal use `connect` */
  constructor(options: ConnectOptions, protocol = NETLINK_ROUTE) {
    this.#site = new Site(options, protocol);
    this.#dumps = new DumpSockets(this.#site);
    try {
      this.#requests = new RequestSocket(this.#site);
    } catch (error) {
      this.#site.close();
      throw error;
    }
  }

  /** What the kernel granted. What it did not, it is too old for, or this process lacks CAP_NET_ADMIN for. */
  get options(): GrantedOptions {
    return this.#requests.options;
  }

  /**
   * Asks for one object: `request(link, 'RTM_GETLINK', { header: { index: 3 } })`.
   * @throws EncodeError when the input has no place in the message (nothing is sent then), KernelError, DecodeError,
   * RequestTimeout, ConnectionClosed, ReplyLost, ReplyTooLong, or the signal's reason
   */
  request<K extends MessageTypes, H extends AnyCodec, T extends Table>(
    message: Message<K, H, T>,
    type: Question<K>,
    input: HeadedInput<H, T>,
    options?: RequestOptions,
  ): Promise<MessageView<K, H, T>>;
  /** Changes something, and waits for the kernel's acknowledgement. @throws as asking does */
  request<K extends MessageTypes, H extends AnyCodec, T extends Table>(
    message: Message<K, H, T>,
    type: Change<K>,
    input: HeadedInput<H, T>,
    options?: RequestOptions,
  ): Promise<Acknowledgement<MessageView<K, H, T>>>;
  request<K extends MessageTypes, H extends AnyCodec, T extends Table>(
    message: Message<K, H, T>,
    type: keyof K & string,
    input: HeadedInput<H, T>,
    options: RequestOptions = NO_OPTIONS,
  ): Promise<MessageView<K, H, T> | Acknowledgement<MessageView<K, H, T>>> {
    try {
      return this.#request(message, type, input, options).promise;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #request<K extends MessageTypes, H extends AnyCodec, T extends Table>(
    message: Message<K, H, T>,
    type: keyof K & string,
    input: HeadedInput<H, T>,
    options: RequestOptions,
  ): PendingRequest<MessageView<K, H, T>> {
    const limits = new Limits(options, type);
    limits.check();
    this.#requests.check(type);
    let flags = (options.flags ?? 0) | NLM_F.REQUEST;
    if (!isQuestion(type)) flags |= NLM_F.ACK;
    else if ((flags & NLM_F.DUMP) !== 0) throw new EncodeError(`a dump of ${type} is asked for with dump()`);
    const sequence = this.#requests.reserve();
    this.#writer.truncate(0);
    message.write(this.#writer, type, input, { flags, sequence });
    const pending = new PendingRequest<MessageView<K, H, T>>({
      message,
      type,
      bytes: this.#writer.written(),
      sequence,
      limits,
      where: this.#site.where,
      again: this.#again,
    });
    this.#requests.send(pending);
    return pending;
  }

  /**
   * Every object of a kind, or those that the kernel can filter for: `dump(route, 'RTM_GETROUTE', { header: { family: AF.inet } })`.
   * Filters beside the family need `options.strictCheck`; without it the kernel gives everything.
   * @throws EncodeError when the input has no place in the message; what `Dump` throws comes when it is read
   */
  dump<K extends MessageTypes, H extends AnyCodec, T extends Table>(
    message: Message<K, H, T>,
    type: Question<K>,
    input: HeadedInput<H, T> = {} as HeadedInput<H, T>,
    options: DumpOptions = {},
  ): Dump<MessageView<K, H, T>> {
    const flags = (options.flags ?? 0) | NLM_F.REQUEST | NLM_F.DUMP;
    const bytes = message.encode(type, input, { flags });
    const { where } = this.#site;
    return new Dump(this.#dumps, { message, type, bytes, where }, options);
  }

  /**
   * Carries out many changes, given as `request()` makes them, in few datagrams: some ten times as fast as one by
   * one. They are carried out in order, whatever becomes of those before; every failure is attributed. Requests are
   * taken as they are needed, so an endless or slow source is fine. Warnings are not asked for.
   * @throws what the source throws, RequestTimeout, ConnectionClosed, SystemError, or the signal's reason; what was
   * sent before stays done
   */
  async batch(
    requests: Iterable<NetlinkRequest> | AsyncIterable<NetlinkRequest>,
    options: BatchOptions = {},
  ): Promise<BatchResult> {
    this.#requests.check('a batch');
    return new Batch(this.#requests, this.#site.where, options).send(requests);
  }

  /**
   * Subscribes to multicast groups by name or number (`RTNLGRP`): `events(['link', 'ipv4Route'])`. What happens from
   * now on is kept for whoever reads.
   * @throws SystemError, TypeError for a group that is none, ConnectionClosed
   */
  events(groups: readonly (Group | number)[], options: EventsOptions = {}): Events<RtnetlinkMessage> {
    if (this.#closing !== undefined) throw new ConnectionClosed('a subscription to events');
    const numbers = groups.map(groupNumber);
    const events = new Events(this.#site, rtnetlink, numbers, options, (closed) =>
      this.#events.delete(closed),
    );
    this.#events.add(events);
    return events;
  }

  /** Closes all its sockets. What waits for an answer is rejected with `ConnectionClosed`; events end. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#site.close();
    await Promise.all([
      this.#requests.close(),
      this.#dumps.close(),
      ...[...this.#events].map((events) => events.close()),
    ]);
  }
}

const NO_OPTIONS: RequestOptions = {};

function groupNumber(group: Group | number): number {
  if (typeof group === 'number') return group;
  if (Object.hasOwn(RTNLGRP, group)) return RTNLGRP[group];
  throw new TypeError(`no multicast group "${group}"${nearest(group, Object.keys(RTNLGRP))}`);
}
