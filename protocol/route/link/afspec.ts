import {
  attributes,
  byFamily,
  bytes,
  type Codec,
  type InputOf,
  u8,
  u32,
  type ValueOf,
} from '../../schema/index.ts';
import { AF } from '../families.ts';
import { bridgeSpec } from './bridge-spec.ts';
import { inetConf } from './inet-conf.ts';
import { inet6 } from './inet6.ts';
import { brport } from './ports/bridge.ts';

const mctp = attributes('IFLA_MCTP', () => ({
  /** The MCTP network. */
  net: [1, u32],
  /** `MCTP_PHYS_BINDING_*`. */
  physBinding: [2, u8],
}));

/** Settings of address families, each under its number. */
const perFamily = attributes('AF', () => ({
  inet: [AF.values.inet, attributes('IFLA_INET', () => ({ conf: [1, inetConf] }))],
  inet6: [AF.values.inet6, inet6],
  mctp: [AF.values.mctp, mctp],
}));

type Both<A, B> = Codec<ValueOf<A> & ValueOf<B>, InputOf<A> & InputOf<B>>;

/**
 * `IFLA_AF_SPEC`: in AF_BRIDGE messages the bridge's VLANs and protocols, in all others one nest a family. The names of
 * the one are `undefined` in the other.
 */
export const afSpec = byFamily({ [AF.values.bridge]: bridgeSpec }, perFamily) as unknown as Both<
  typeof bridgeSpec,
  typeof perFamily
>;

/**
 * `IFLA_PROTINFO`: in AF_BRIDGE messages the port's settings, in AF_INET6 ones what `afSpec.inet6` has; other families
 * send none. The names of the one are `undefined` in the other.
 */
export const protinfo = byFamily(
  { [AF.values.bridge]: brport, [AF.values.inet6]: inet6 },
  bytes,
) as unknown as Codec<
  (ValueOf<typeof brport> & ValueOf<typeof inet6>) | ValueOf<typeof bytes>,
  (InputOf<typeof brport> & InputOf<typeof inet6>) | InputOf<typeof bytes>
>;
