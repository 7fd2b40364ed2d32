import type { policy } from '../../protocol/control/index.ts';
import { locate, locateMissing } from '../../protocol/inspect/locate.ts';
import type { AnyMessage, InputOf } from '../../protocol/schema/index.ts';
import { errnoName, errnoText } from '../sys/errno.ts';
import type { Outcome } from './outcome.ts';

/** The request that an error is about. */
export interface Asked {
  readonly message: AnyMessage;
  /** The message type's name: `RTM_NEWROUTE`. */
  readonly type: string;
  /** The request as it was sent, its `nlmsghdr` included. */
  readonly bytes: Uint8Array;
  /** Where it was sent, for people: `network namespace blue`. */
  readonly where: string;
}

/**
 * The kernel refused a request. Its message is one sentence:
 *
 *     RTM_NEWROUTE refused: Nexthop has invalid gateway (EINVAL, at route.gateway)
 *
 * What the kernel tells beside the number needs `NETLINK_EXT_ACK` (Linux 4.12), and newer kernels tell more.
 */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  /** The error's name: `EEXIST`. */
  readonly code: string;
  /** The error's number, positive. */
  readonly errno: number;
  /** The request that was refused: `RTM_NEWROUTE`. */
  readonly request: string;
  /** The kernel's own words (`NLMSGERR_ATTR_MSG`). */
  readonly reason: string | undefined;
  /** The path of what the kernel objects to in the request (`NLMSGERR_ATTR_OFFS`): `link.linkinfo.data.id`. */
  readonly attribute: string | undefined;
  /** The path of an attribute that the request lacks (`NLMSGERR_ATTR_MISS_TYPE`): `link.linkinfo.kind`. */
  readonly missing: string | undefined;
  /** What the attribute would have to be (`NLMSGERR_ATTR_POLICY`). */
  readonly policy: InputOf<typeof policy> | undefined;
  /** Bytes that identify an object, whose meaning is the subsystem's (`NLMSGERR_ATTR_COOKIE`). */
  readonly cookie: Uint8Array | undefined;

  /** @internal */
  constructor(asked: Asked, { errno, extack }: Outcome) {
    const { message, type, bytes } = asked;
    const { offs, missType, missNest } = extack ?? {};
    const code = errnoName(errno);
    const reason = extack?.msg || undefined;
    const attribute = offs === undefined ? undefined : locate(message, bytes, offs);
    const missing = missType === undefined ? undefined : locateMissing(message, bytes, missType, missNest);
    const details = [
      code,
      ...(attribute === undefined ? [] : [`at ${attribute}`]),
      ...(missing === undefined ? [] : [`missing ${missing}`]),
    ];
    const needs =
      code === 'EPERM' && reason === undefined ? `; it needs CAP_NET_ADMIN in ${asked.where}` : '';
    super(`${type} refused: ${trimmed(reason) ?? errnoText(errno)} (${details.join(', ')})${needs}`);
    this.code = code;
    this.errno = errno;
    this.request = type;
    this.reason = reason;
    this.attribute = attribute;
    this.missing = missing;
    // Copies: views would keep the whole receive buffer in memory.
    this.policy = extack?.policy?.$plain();
    this.cookie = extack?.cookie?.slice();
  }
}

/** What the kernel had to say about a request that it carried out: an extended acknowledgement's text. */
export function warningOf({ extack }: Outcome): string | undefined {
  return trimmed(extack?.msg);
}

/** Some of the kernel's texts end with a full stop or a newline, which a sentence that goes on has no place for. */
function trimmed(reason: string | undefined): string | undefined {
  return reason?.trim().replace(/\.$/, '');
}
