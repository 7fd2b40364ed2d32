import type { vlan } from '../../../../../protocol/route/link/kinds/vlan.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { etherType } from '../../../names/ether-types.ts';
import { printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { bitWords, printWords } from '../../../print/words.ts';
import type { KindSurroundings } from '../kind.ts';

/** `VLAN_FLAG_*`. */
const flagNames: readonly (readonly [number, string])[] = [
  [1, 'REORDER_HDR'],
  [2, 'GVRP'],
  [8, 'MVRP'],
  [4, 'LOOSE_BINDING'],
  [16, 'BRIDGE_BINDING'],
];

export function printVlan(p: Printer, data: ValueOf<typeof vlan>, { options }: KindSurroundings): void {
  if (data.id === undefined) return;
  const { protocol } = data;
  printWord(p, 'protocol', protocol === undefined ? '802.1q' : etherType(protocol, options.numeric));
  printNumber(p, 'id', data.id);
  if (data.flags !== undefined) printWords(p, 'flags', bitWords(data.flags.flags, flagNames));
  printMap(p, 'ingress_qos', 'ingress-qos-map', data.ingressQos?.mapping);
  printMap(p, 'egress_qos', 'egress-qos-map', data.egressQos?.mapping);
}

function printMap(
  p: Printer,
  key: string,
  word: string,
  mapping: readonly { readonly from: number; readonly to: number }[] | undefined,
): void {
  if (mapping === undefined) return;
  p.newline();
  p.text(`      ${word} { `);
  p.array(key, () => {
    for (const { from, to } of mapping) {
      p.object(undefined, () => {
        p.field('from', from);
        p.field('to', to);
        p.text(`${from}:${to} `);
      });
    }
  });
  p.text('} ');
}
