import { printHex, printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { printTos } from './tunnel.ts';

// What VXLAN and Geneve have in common.

/** `VXLAN_DF_*` and `GENEVE_DF_*`. */
const fragmentation = ['unset', 'set', 'inherit'];

/** What the outer IP header gets. */
export function printOuterHeader(
  p: Printer,
  outer: {
    readonly tosFirst: boolean;
    readonly tos?: number | undefined;
    readonly ttl?: number | undefined;
    readonly ttlInherit?: boolean;
    readonly df?: number | undefined;
    readonly label?: number | undefined;
  },
): void {
  const { tosFirst, tos, ttl, ttlInherit, df, label } = outer;
  if (tosFirst) printTos(p, tos);
  if (ttlInherit) p.text('ttl inherit ');
  else if (ttl !== undefined) p.value('ttl', ttl, ttl === 0 ? 'ttl auto ' : `ttl ${ttl} `);
  if (!tosFirst) printTos(p, tos);
  const word = df === undefined ? undefined : fragmentation[df];
  if (word !== undefined) p.value('df', word, word === 'unset' ? '' : `df ${word} `);
  if (label) printHex(p, 'label', label, 'flowlabel');
}

/** Nothing when the address is all zeros. */
export function printSpecified(p: Printer, key: string, address: string | undefined, word = key): void {
  if (address !== undefined && address !== '0.0.0.0' && address !== '::') printWord(p, key, address, word);
}

export function printChecksums(
  p: Printer,
  data: {
    readonly udpCsum?: number | undefined;
    readonly udpZeroCsum6Tx?: number | undefined;
    readonly udpZeroCsum6Rx?: number | undefined;
  },
): void {
  printChecksum(p, 'udp_csum', data.udpCsum, 'udpcsum');
  printChecksum(p, 'udp_zero_csum6_tx', data.udpZeroCsum6Tx, 'udp6zerocsumtx');
  printChecksum(p, 'udp_zero_csum6_rx', data.udpZeroCsum6Rx, 'udp6zerocsumrx');
}

function printChecksum(p: Printer, key: string, value: number | undefined, word: string): void {
  if (value !== undefined) p.value(key, value !== 0, `${value === 0 ? 'no' : ''}${word} `);
}

export function printDestinationPort(p: Printer, port: number | undefined): void {
  printNumber(p, 'port', port, 'dstport');
}
