import type { bridgeId } from '../../../../protocol/route/link/ports/bridge.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';

/** Priority in hexadecimal, a dot, the address without leading zeros: `8000.2:0:5e:0:0:1`. */
export function formatBridgeId({ prio, addr }: ValueOf<typeof bridgeId>): string {
  return `${prio.toString(16).padStart(4, '0')}.${addr.replace(/\b0(?=[0-9a-f])/g, '')}`;
}
