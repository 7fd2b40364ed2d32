import { attributes, byFamily, bytes, u8, u32 } from '../../schema/index.ts';
import { AF } from '../families.ts';
import { bridgeSpec } from './bridge-spec.ts';
import { inetConf } from './inet-conf.ts';
import { inet6 } from './inet6.ts';
import { brport } from './ports/bridge.ts';

const mctp = attributes('IFLA_MCTP', {
  /** The MCTP network. */
  net: [1, u32],
  /** `MCTP_PHYS_BINDING_*`. */
  physBinding: [2, u8],
});

/** Settings of address families, each under its number. */
const perFamily = attributes('AF', {
  inet: [AF.values.inet, attributes('IFLA_INET', { conf: [1, inetConf] })],
  inet6: [AF.values.inet6, inet6],
  mctp: [AF.values.mctp, mctp],
});

/** `IFLA_AF_SPEC`: in AF_BRIDGE messages the bridge's VLANs and protocols, in all others one nest a family. */
export const afSpec = byFamily({ [AF.values.bridge]: bridgeSpec }, perFamily);

/**
 * `IFLA_PROTINFO`: in AF_BRIDGE messages the port's settings, in AF_INET6 ones what `afSpec.inet6` has; other families
 * send none.
 */
export const protinfo = byFamily({ [AF.values.bridge]: brport, [AF.values.inet6]: inet6 }, bytes);
