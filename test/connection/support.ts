import { type AckInput, ack, done } from '../../protocol/control/index.ts';
import { message, struct, text, u8, u16, u32 } from '../../protocol/schema/index.ts';
import { NLM_F, NLMSG_HDRLEN } from '../../protocol/wire/index.ts';
import { Connection } from '../../src/connection/connection.ts';
import type { ConnectOptions } from '../../src/connection/site.ts';

/**
 * NETLINK_GENERIC answers anybody, on every machine whose kernel has netlink at all, and waits for no lock: its
 * controller tells of families by name and by number, and dumps them. `linux/genetlink.h`.
 */
export const NETLINK_GENERIC = 16;
const GENL_ID_CTRL = 16;
/** `CTRL_CMD_GETFAMILY`. */
export const GETFAMILY = 3;

export const genlmsghdr = struct('genlmsghdr', { cmd: u8, version: u8, reserved: u16 });
const attributes = {
  familyId: [1, u16],
  familyName: [2, text],
  version: [3, u32],
  hdrsize: [4, u32],
} as const;

/** The families of generic netlink. Every command has the type number of its family. */
export const ctrl = message('ctrl', { CTRL_GETFAMILY: GENL_ID_CTRL }, 'CTRL_ATTR', genlmsghdr, attributes);

/** The same type as a change, which the controller refuses with EOPNOTSUPP for every `cmd` but a few. */
export const refused = message('refused', { CTRL_SET: GENL_ID_CTRL }, 'CTRL_ATTR', genlmsghdr, attributes);

/** NLMSG_NOOP: the kernel acknowledges it when asked to, and else says nothing whatever. */
export const noop = message('noop', { NOOP_SET: 1 }, 'NOOP', genlmsghdr, { payload: [1, text] });

/** Something asked that is never answered. */
export const silent = message('silent', { NOOP_GET: 1 }, 'NOOP', genlmsghdr, { payload: [1, text] });

export function connectGeneric(options: ConnectOptions = {}): Connection {
  return new Connection(options, NETLINK_GENERIC);
}

export const getFamily = { header: { cmd: GETFAMILY, version: 2 } } as const;

/** What the kernel answers to a refused request. */
export function refusal(sequence: number, error: number, extack?: AckInput['extack']): Uint8Array {
  const request = { length: NLMSG_HDRLEN, type: 24, flags: NLM_F.REQUEST, sequence, port: 0 };
  return ack.encode({ error, request, extack }, { sequence });
}

/** The end of a dump. */
export function end(sequence: number, error = 0, flags = 0): Uint8Array {
  return done.encode({ error }, { sequence, flags: NLM_F.MULTI | flags });
}

/** Datagrams are messages one after another. */
export function datagram(...messages: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(messages));
}
