import { hexFromBytes } from '../../../../protocol/schema/index.ts';
import { printNumber, printWord } from '../../print/members.ts';
import type { Printer } from '../../print/printer.ts';
import { printAfSpec } from './af-spec.ts';
import type { KindSurroundings } from './kind.ts';
import { printLinkinfo } from './linkinfo.ts';
import type { LinkView } from './view.ts';

/** What `-d` adds. `whole`: for `ip link`. */
export function printDetails(
  printer: Printer,
  view: LinkView,
  whole: boolean,
  surroundings: KindSurroundings,
): void {
  const { promiscuity, allmulti, physPortId, physSwitchId } = view;
  if (promiscuity !== undefined) printer.value('promiscuity', promiscuity, ` promiscuity ${promiscuity} `);
  if (allmulti !== undefined) printer.value('allmulti', allmulti, ` allmulti ${allmulti} `);
  printNumber(printer, 'min_mtu', view.minMtu, 'minmtu');
  printNumber(printer, 'max_mtu', view.maxMtu, 'maxmtu');
  if (view.linkinfo !== undefined) printLinkinfo(printer, view.linkinfo, surroundings);
  if (whole) printAfSpec(printer, view);
  printNumber(printer, 'num_tx_queues', view.numTxQueues, 'numtxqueues');
  printNumber(printer, 'num_rx_queues', view.numRxQueues, 'numrxqueues');
  printNumber(printer, 'gso_max_size', view.gsoMaxSize);
  printNumber(printer, 'gso_max_segs', view.gsoMaxSegs);
  printNumber(printer, 'tso_max_size', view.tsoMaxSize);
  printNumber(printer, 'tso_max_segs', view.tsoMaxSegs);
  printNumber(printer, 'gro_max_size', view.groMaxSize);
  // The next two came with iproute2 6.3; text stays as it was.
  if (view.gsoIpv4MaxSize !== undefined) printer.field('gso_ipv4_max_size', view.gsoIpv4MaxSize);
  if (view.groIpv4MaxSize !== undefined) printer.field('gro_ipv4_max_size', view.groIpv4MaxSize);
  printWord(printer, 'phys_port_name', view.physPortName, 'portname');
  if (physPortId !== undefined) printWord(printer, 'phys_port_id', hexFromBytes(physPortId), 'portid');
  if (physSwitchId !== undefined) {
    printWord(printer, 'phys_switch_id', hexFromBytes(physSwitchId), 'switchid');
  }
  printWord(printer, 'parentbus', view.parentDevBusName);
  printWord(printer, 'parentdev', view.parentDevName);
}
