import { AF } from '../../../../protocol/route/families.ts';
import { NUD } from '../../../../protocol/route/neighbour.ts';
import { RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import { hexFromBytes } from '../../../../protocol/schema/index.ts';
import { USER_HZ } from '../../../model/clock-ticks.ts';
import type { NeighbourView } from '../../../model/neighbour.ts';
import { neighbourFlags, neighbourStates } from '../../../model/neighbour-words.ts';
import { numberOf } from '../../../model/number.ts';
import { hardwareAddress } from '../../names/hardware-address.ts';
import type { Printer } from '../../print/printer.ts';
import type { Scene } from '../../scene.ts';

export type { NeighbourView };

/** How neighbours are printed. */
export interface NeighbourScene extends Scene {
  /** Whether all are on one link, which need then not be said of each. */
  readonly oneLink: boolean;
}

/** One neighbour, as `ip neigh` prints it: everything between the braces. */
export function printNeighbour(scene: NeighbourScene, view: NeighbourView): void {
  const { printer, tables, links, options } = scene;
  const { header, lladdr, cacheinfo, probes, protocol, flagsExt = 0 } = view;
  if (view.$type === 'RTM_DELNEIGH') printer.value('deleted', true, 'Deleted ');
  else if (view.$type === 'RTM_GETNEIGH') printer.value('miss', null, 'miss ');
  const hardware =
    lladdr === undefined || lladdr === '' ? undefined : hardwareAddress(lladdr, links.type(header.ifindex));
  if (options.brief) {
    printBrief(scene, view, hardware);
    return;
  }
  printDestination(printer, view, (text) => `${text} `);
  if (!scene.oneLink && header.ifindex !== 0) {
    const dev = links.name(header.ifindex);
    printer.text('dev ');
    printer.value('dev', dev, `${dev} `, 'interface');
  }
  if (hardware !== undefined) {
    printer.text('lladdr ');
    printer.value('lladdr', hardware, `${hardware} `, 'mac');
  }
  for (const flag of neighbourFlags(header.flags, flagsExt)) printer.value(flag, null, `${flag} `);
  if (options.statistics > 0) {
    if (cacheinfo !== undefined) printCacheinfo(printer, cacheinfo);
    if (probes !== undefined) printer.value('probes', probes, `probes ${probes} `);
  }
  printState(printer, header.state);
  const by = protocol === undefined ? 0 : numberOf(RTPROT, protocol);
  if (by !== 0) printer.value('protocol', tables.protocol.name(by), `proto ${tables.protocol.name(by)} `);
  printer.text('\n');
}

function printBrief(
  { printer, links, oneLink }: NeighbourScene,
  view: NeighbourView,
  hardware: string | undefined,
): void {
  printDestination(printer, view, (text) => `${text.padEnd(39)} `);
  const { ifindex } = view.header;
  if (!oneLink && ifindex !== 0) {
    const dev = links.name(ifindex);
    printer.value('dev', dev, `${dev.padEnd(16)} `, 'interface');
  }
  if (hardware !== undefined) printer.value('lladdr', hardware, hardware, 'mac');
  printer.text('\n');
}

function printDestination(
  printer: Printer,
  { header, dst }: NeighbourView,
  lay: (text: string) => string,
): void {
  if (dst === undefined) return;
  const text = typeof dst === 'string' ? dst : header.family === 'packet' ? hexFromBytes(dst, ':') : '???';
  const isIp = header.family === 'inet' || header.family === 'inet6' || header.family === 'bridge';
  const color = text.includes(':') ? 'inet6' : 'inet';
  printer.value('dst', text, lay(text), isIp ? color : undefined);
}

/** Seconds ago, from clock ticks. */
function printCacheinfo(printer: Printer, info: NonNullable<NeighbourView['cacheinfo']>): void {
  const { refcnt, used, confirmed, updated } = info;
  const seconds = (ticks: number) => Math.trunc(ticks / USER_HZ);
  if (refcnt !== 0) printer.value('refcnt', refcnt, `ref ${refcnt} `);
  printer.value('used', seconds(used), `used ${seconds(used)}`);
  printer.value('confirmed', seconds(confirmed), `/${seconds(confirmed)}`);
  printer.value('updated', seconds(updated), `/${seconds(updated)} `);
}

function printState(printer: Printer, state: number): void {
  if (state === NUD.values.none) return;
  printer.array('state', () => {
    for (const [word, bit] of Object.entries(neighbourStates)) {
      if ((state & bit) !== 0) printer.element(word, `${word} `);
    }
  });
}

/** `AF_*` of a neighbour. */
export function familyOf({ header }: NeighbourView): number {
  return numberOf(AF, header.family);
}
