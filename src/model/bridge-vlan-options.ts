import { BRIDGE_FLAGS, BRIDGE_VLAN_INFO } from '../../protocol/route/link/bridge-spec.ts';
import type { link } from '../../protocol/route/link/index.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { refuseUnknown } from './check-options.ts';
import { type NumberRange, numberRange } from './number-range.ts';

/** Which VLANs are meant. */
export interface BridgeVlanKey {
  /** 1 to 4094: one, or the first and the last of several. */
  readonly vid: NumberRange;
  /** Of the interface itself: the default for a bridge, which then takes part in the VLAN as a host does. */
  readonly self?: boolean | undefined;
  /** Of the interface as a port of its bridge: the default for all that are no bridges. */
  readonly master?: boolean | undefined;
}

/** How VLANs are joined: `bridge vlan add`. */
export type BridgeVlanOptions = BridgeVlanKey & {
  /** Whether its frames go out without a tag. */
  readonly untagged?: boolean | undefined;
} & (
    | {
        readonly vid: number;
        /** Whether frames that come in without a tag belong to it, and no longer to another. */
        readonly pvid?: boolean | undefined;
      }
    | { readonly vid: readonly [first: number, last: number]; readonly pvid?: false | undefined }
  );

/** The message for VLANs of the interface `index`. @throws InputError */
export function vlanInput(
  index: number,
  isBridge: boolean,
  options: BridgeVlanKey | BridgeVlanOptions,
): MessageInputOf<typeof link> {
  refuseUnknown('a VLAN of a port', options, KNOWN);
  const { vid, master = false, self = isBridge && !master }: BridgeVlanKey = options;
  const { pvid = false, untagged = false } = options as BridgeVlanOptions;
  const { start, end } = numberRange(vid, 'vid', 1, 4094);
  if (pvid && start !== end) {
    throw new InputError(`pvid: frames without a tag belong to one VLAN, not to ${start} to ${end}`);
  }
  const { pvid: PVID, untagged: UNTAGGED, rangeBegin, rangeEnd } = BRIDGE_VLAN_INFO.values;
  const flags = (pvid ? PVID : 0) | (untagged ? UNTAGGED : 0);
  const where = (master ? BRIDGE_FLAGS.values.master : 0) | (self ? BRIDGE_FLAGS.values.self : 0);
  return {
    header: { family: 'bridge', index },
    afSpec: {
      // Without any the kernel takes the port's bridge.
      flags: where === 0 ? undefined : where,
      vlanInfo:
        start === end
          ? [{ flags, vid: start }]
          : [
              { flags: flags | rangeBegin, vid: start },
              { flags: flags | rangeEnd, vid: end },
            ],
    },
  };
}

const KNOWN: ReadonlySet<string> = new Set<keyof BridgeVlanOptions>([
  'vid',
  'self',
  'master',
  'pvid',
  'untagged',
]);
