import type { Printer } from '../../print/printer.ts';
import type { KindSurroundings } from './kind.ts';
import { printBareudp } from './kinds/bareudp.ts';
import { printBond } from './kinds/bond.ts';
import { printBridge } from './kinds/bridge.ts';
import { printGeneve } from './kinds/geneve.ts';
import { printGre, printIp6Gre } from './kinds/gre.ts';
import { printIp6Tnl, printIpTun } from './kinds/iptun.ts';
import { printIpvlan } from './kinds/ipvlan.ts';
import { printMacvlan } from './kinds/macvlan.ts';
import { printTun } from './kinds/tun.ts';
import { printVlan } from './kinds/vlan.ts';
import { printVrf } from './kinds/vrf.ts';
import { printVti } from './kinds/vti.ts';
import { printVxlan } from './kinds/vxlan.ts';
import { printXfrm } from './kinds/xfrm.ts';
import { printBondPort } from './ports/bond.ts';
import { printBridgePort } from './ports/bridge.ts';
import { printVrfPort } from './ports/vrf.ts';
import type { LinkView } from './view.ts';

/** Prints what a kind of link has of its own. */
type Print = (printer: Printer, data: never, surroundings: KindSurroundings) => void;

const kinds: Readonly<Record<string, Print>> = {
  bareudp: printBareudp,
  bond: printBond,
  bridge: printBridge,
  erspan: printGre,
  geneve: printGeneve,
  gre: printGre,
  gretap: printGre,
  ip6erspan: printIp6Gre,
  ip6gre: printIp6Gre,
  ip6gretap: printIp6Gre,
  ip6tnl: printIp6Tnl,
  ipip: printIpTun,
  ipvlan: printIpvlan,
  ipvtap: printIpvlan,
  macvlan: printMacvlan,
  macvtap: printMacvlan,
  sit: printIpTun,
  tun: printTun,
  vlan: printVlan,
  vrf: printVrf,
  vti: printVti,
  vti6: printVti,
  vxlan: printVxlan,
  xfrm: printXfrm,
};

const ports: Readonly<Record<string, Print>> = {
  bond: printBondPort,
  bridge: printBridgePort,
  vrf: printVrfPort,
};

/** The kind of a link, and that of its master, with what they have of their own. */
export function printLinkinfo(
  printer: Printer,
  { kind, data, slaveKind, slaveData }: NonNullable<LinkView['linkinfo']>,
  surroundings: KindSurroundings,
): void {
  const details = (key: string, print: Print | undefined, value: unknown) => {
    if (print === undefined) return;
    printer.object(key, () => {
      // The table of the same kind made the value; bytes are of a kind that no table has.
      if (value !== undefined && !(value instanceof Uint8Array)) print(printer, value as never, surroundings);
    });
  };
  printer.object('linkinfo', () => {
    if (kind !== undefined) {
      printer.newline();
      printer.value('info_kind', kind, `    ${kind} `);
      details('info_data', kinds[kind], data);
    }
    if (slaveKind !== undefined) {
      printer.newline();
      printer.value('info_slave_kind', slaveKind, `    ${slaveKind}_slave `);
      details('info_slave_data', ports[slaveKind], slaveData);
    }
  });
}
