import { ARPHRD } from '../../../../protocol/route/types.ts';
import { numberOf } from '../../../model/number.ts';
import { hardwareAddress } from '../../names/hardware-address.ts';
import { linkType } from '../../names/link-types.ts';
import type { Printer } from '../../print/printer.ts';
import { IFF_POINTOPOINT } from './flags.ts';
import type { LinkView } from './view.ts';

/** The second line: what the link is made of. */
export function printHardware(printer: Printer, view: LinkView, numeric: boolean): void {
  const { header, address, broadcast, permAddress } = view;
  const type = linkTypeOf(view);
  const name = linkType(type, numeric);
  printer.newline();
  printer.value('link_type', name, `    link/${name} `);
  if (address !== undefined) printAddress(printer, 'address', address, type);
  if (broadcast !== undefined) {
    const peer = (header.flags & IFF_POINTOPOINT) !== 0;
    printer.text(peer ? ' peer ' : ' brd ');
    if (peer) printer.field('link_pointtopoint', true);
    printAddress(printer, 'broadcast', broadcast, type);
  }
  if (permAddress !== undefined && permAddress !== address) {
    printer.text(' permaddr ');
    printAddress(printer, 'permaddr', permAddress, type);
  }
}

/** `ARPHRD_*`. */
export function linkTypeOf({ header }: LinkView): number {
  return numberOf(ARPHRD, header.type);
}

/** `after`: what follows the address in the text. */
export function printAddress(printer: Printer, key: string, address: string, type: number, after = ''): void {
  const text = hardwareAddress(address, type);
  printer.value(key, text, text + after, 'mac');
}

/** Where the link's other end is, or where it went. */
export function printElsewhere(
  printer: Printer,
  { linkNetnsid, newNetnsid, newIfindex }: LinkView,
  namespaceName: (nsid: number) => string | undefined,
): void {
  if (linkNetnsid !== undefined) {
    const name = namespaceName(linkNetnsid);
    const id = linkNetnsid < 0 ? 'unknown' : linkNetnsid;
    const text = name === undefined ? ` link-netnsid ${id}` : ` link-netns ${name}`;
    printer.value('link_netnsid', linkNetnsid, text);
  }
  if (newNetnsid !== undefined) {
    const name = namespaceName(newNetnsid);
    printer.text(name === undefined ? ` new-netnsid ${newNetnsid}` : ` new-netns ${name}`);
  }
  if (newIfindex !== undefined) printer.text(` new-ifindex ${newIfindex}`);
}
