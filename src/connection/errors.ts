/** The connection was closed, so nothing more will come for a request. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
  readonly code = 'ERR_NETLINK_CLOSED';

  /** @param request what was asked: `RTM_GETLINK`. */
  constructor(
    readonly request: string,
    cause?: unknown,
  ) {
    const why = cause instanceof Error ? ` after an error (${cause.message})` : '';
    super(`${request} has no answer: the netlink connection was closed${why}`, { cause });
  }
}

/** The answer did not come in the time given. Whether the kernel did what was asked is not known. */
export class RequestTimeout extends Error {
  override readonly name = 'RequestTimeout';
  readonly code = 'ETIMEDOUT';

  /** @param timeout the time given, in milliseconds. */
  constructor(
    readonly request: string,
    readonly timeout: number,
  ) {
    super(`${request} was not answered within ${timeout} ms`);
  }
}

/**
 * The kernel had no room for an answer and dropped it (ENOBUFS). Whether it did what was asked is not known. What
 * only asks is asked again before this is thrown.
 */
export class ReplyLost extends Error {
  override readonly name = 'ReplyLost';
  readonly code = 'ENOBUFS';

  constructor(readonly request: string) {
    super(
      `the answer to ${request} was lost for want of receive buffer (ENOBUFS); it may have been carried out`,
    );
  }
}

/** One message of an answer is longer than the room offered for a datagram, several times over. */
export class ReplyTooLong extends Error {
  override readonly name = 'ReplyTooLong';
  readonly code = 'EMSGSIZE';

  /** @param size `nlmsg_len`, in bytes; 0 when the cut fell between messages. */
  constructor(
    readonly request: string,
    readonly size: number,
  ) {
    super(
      `the answer to ${request} has ${size === 0 ? 'a message' : `a message of ${size} bytes`} that did not fit; the room has been enlarged, so ask again`,
    );
  }
}

/**
 * What is being dumped changed meanwhile (`NLM_F_DUMP_INTR`), so entries may be missing or be there twice. A
 * collected dump is repeated before this is thrown.
 */
export class DumpInterrupted<V = unknown> extends Error {
  override readonly name = 'DumpInterrupted';
  readonly code = 'ERR_NETLINK_DUMP_INTERRUPTED';

  /**
   * @param read what the last attempt read, for a collected dump; empty for a streamed one, which has delivered
   * everything already.
   * @param attempts how often it was tried
   */
  constructor(
    readonly request: string,
    readonly read: readonly V[],
    readonly attempts: number,
  ) {
    const often = attempts === 1 ? '' : ` each of ${attempts} times`;
    super(`what ${request} dumps was changed during the dump${often}; entries may be missing or doubled`);
  }
}
