import { AF } from '../../../../protocol/route/families.ts';
import { NTF, NTF_EXT, NUD, type neighbour } from '../../../../protocol/route/neighbour.ts';
import { RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import { hexFromBytes, type MessageViewOf } from '../../../../protocol/schema/index.ts';
import { hardwareAddress } from '../../names/hardware-address.ts';
import { numberOf } from '../../names/number.ts';
import type { Printer } from '../../print/printer.ts';
import type { Scene } from '../../scene.ts';
import { USER_HZ } from '../route/cacheinfo.ts';

export type NeighbourView = MessageViewOf<typeof neighbour>;

/** How neighbours are printed. */
export interface NeighbourScene extends Scene {
  /** Whether all are on one link, which need then not be said of each. */
  readonly oneLink: boolean;
}

/** The states of an entry, as `ip neigh` writes them. */
export const states = {
  incomplete: NUD.values.incomplete,
  reachable: NUD.values.reachable,
  stale: NUD.values.stale,
  delay: NUD.values.delay,
  probe: NUD.values.probe,
  failed: NUD.values.failed,
  noarp: NUD.values.noarp,
  permanent: NUD.values.permanent,
} as const;

const flags: readonly (readonly [bit: number, name: string])[] = [
  [NTF.values.router, 'router'],
  [NTF.values.proxy, 'proxy'],
];

const moreFlags: readonly (readonly [bit: number, name: string])[] = [
  [NTF.values.extLearned, 'extern_learn'],
  [NTF.values.offloaded, 'offload'],
];

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
  for (const [bit, name] of flags) if ((header.flags & bit) !== 0) printer.value(name, null, `${name} `);
  if ((flagsExt & NTF_EXT.values.managed) !== 0) printer.value('managed', null, 'managed ');
  if ((flagsExt & NTF_EXT.values.extValidated) !== 0) printer.value('extern_valid', null, 'extern_valid ');
  for (const [bit, name] of moreFlags) if ((header.flags & bit) !== 0) printer.value(name, null, `${name} `);
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
    for (const [name, bit] of Object.entries(states)) {
      if ((state & bit) !== 0) printer.element(name.toUpperCase(), `${name.toUpperCase()} `);
    }
  });
}

/** `AF_*` of a neighbour. */
export function familyOf({ header }: NeighbourView): number {
  return numberOf(AF, header.family);
}
