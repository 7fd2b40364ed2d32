import { IN6_ADDR_GEN_MODE } from '../../../../protocol/route/link/inet6.ts';
import { codeOf } from '../../../model/number.ts';
import type { Printer } from '../../print/printer.ts';
import type { LinkView } from './view.ts';

/** `IN6_ADDR_GEN_MODE_*`. */
const modes = ['eui64', 'none', 'stable_secret', 'random'];

/** Of all that `IFLA_AF_SPEC` holds, `ip` shows how link-local IPv6 addresses are made. */
export function printAfSpec(printer: Printer, { afSpec }: LinkView): void {
  const mode = afSpec !== undefined && 'inet6' in afSpec ? afSpec.inet6?.addrGenMode : undefined;
  const number = codeOf(IN6_ADDR_GEN_MODE, mode);
  if (number === undefined) return;
  const word = modes[number] ?? `0x${number.toString(16)}`;
  printer.value('inet6_addr_gen_mode', word, `addrgenmode ${word} `);
}
