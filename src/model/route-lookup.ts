import type { route } from '../../protocol/route/index.ts';
import { RTM_F } from '../../protocol/route/route/rtmsg.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { refuseUnknown } from './check-options.ts';
import { type InterfaceReference, indexOf } from './interface-reference.ts';
import type { Namespace } from './namespace.ts';
import { bitsOf, parseIp } from './network.ts';

/** How to look a route up: as a packet that is like this. */
export interface LookupOptions {
  /** The packet's source address. */
  readonly from?: string | undefined;
  /** The interface that it came in by. */
  readonly iif?: InterfaceReference | undefined;
  /** The interface that it shall go out by. */
  readonly oif?: InterfaceReference | undefined;
  /** The firewall mark. */
  readonly mark?: number | undefined;
  readonly tos?: number | undefined;
  /** The user that sends it. */
  readonly uid?: number | undefined;
  readonly ipProtocol?: number | undefined;
  readonly sport?: number | undefined;
  readonly dport?: number | undefined;
  /** Tell the route that matches (`ip route get fibmatch`) in place of what comes of it. */
  readonly fibMatch?: boolean | undefined;
}

/** The question which way a packet would go. @throws InputError; OperationError when an interface can't be found */
export async function lookupInput(
  namespace: Namespace,
  destination: string,
  options: LookupOptions,
): Promise<MessageInputOf<typeof route>> {
  refuseUnknown('a lookup', options, KNOWN);
  const { family, text } = parseIp(destination, 'destination');
  const { from, iif, oif, fibMatch } = options;
  const source = from === undefined ? undefined : parseIp(from, 'from').text;
  return {
    header: {
      family,
      dstLen: bitsOf(family),
      srcLen: source === undefined ? 0 : bitsOf(family),
      tos: options.tos ?? 0,
      // IPv6 refuses a request for the table, and tells it all the same.
      flags: fibMatch === true ? RTM_F.values.fibMatch : family === 'inet' ? RTM_F.values.lookupTable : 0,
    },
    dst: text,
    src: source,
    iif: iif === undefined ? undefined : await indexOf(namespace, iif, 'iif'),
    oif: oif === undefined ? undefined : await indexOf(namespace, oif, 'oif'),
    mark: options.mark,
    uid: options.uid,
    ipProto: options.ipProtocol,
    sport: options.sport,
    dport: options.dport,
  };
}

const KNOWN: ReadonlySet<string> = new Set<keyof LookupOptions>([
  'from',
  'iif',
  'oif',
  'mark',
  'tos',
  'uid',
  'ipProtocol',
  'sport',
  'dport',
  'fibMatch',
]);
