import { RTM_F } from '../../../../protocol/route/route/rtmsg.ts';
import type { Scene } from '../../scene.ts';
import { addressText } from './address.ts';
import { printEncap } from './encap.ts';
import { printRouteFlags } from './flags.ts';
import { printGateway, printVia, type RouteView } from './print.ts';
import { printRealms } from './realms.ts';

/** `RTA_MULTIPATH`: a line each. */
export function printMultipath(
  scene: Scene,
  { header: { family, flags, type } }: RouteView,
  nexthops: NonNullable<RouteView['multipath']>,
): void {
  const { printer, links } = scene;
  // The answer to a look-up of a multicast group: all on one line.
  const outgoing = (flags & RTM_F.values.cloned) !== 0 && type === 'multicast';
  if (outgoing) printer.text('Oifs: ');
  printer.array('nexthops', () => {
    for (const view of nexthops) {
      const { encapType, encap, newdst, gateway, via, flow, header } = view;
      printer.object(undefined, () => {
        if (!outgoing) {
          printer.newline();
          printer.text('\tnexthop ');
        }
        printEncap(scene, encapType, encap);
        if (newdst !== undefined) {
          printer.value('to', addressText(newdst), `as to ${addressText(newdst)} `);
        }
        if (gateway !== undefined) printGateway(scene, gateway, family);
        if (via !== undefined) printVia(scene, via);
        if (flow !== undefined) printRealms(scene, flow);
        const dev = links.name(header.ifindex);
        if (outgoing) {
          printer.value('dev', dev, dev);
          if (header.hops !== 1) printer.value('ttl', header.hops, `(ttl>${header.hops})`);
          printer.text(' ');
        } else {
          printer.value('dev', dev, `dev ${dev} `);
          const weight = header.hops + 1;
          if (family !== 'mpls') printer.value('weight', weight, `weight ${weight} `);
        }
        printRouteFlags(printer, header.flags);
      });
    }
  });
}
