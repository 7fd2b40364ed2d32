import { IFA_F } from '../../../protocol/route/address.ts';
import { IF_OPER } from '../../../protocol/route/link/operstate.ts';
import { ARPHRD, IFF } from '../../../protocol/route/types.ts';
import { numberOf } from '../../model/number.ts';
import { hardwareAddress } from '../names/hardware-address.ts';
import { flagsOf, localOf } from '../objects/addr/print.ts';
import type { AddressView } from '../objects/addr/view.ts';
import { linkTypeOf } from '../objects/link/hardware.ts';
import { operstates } from '../objects/link/state.ts';
import type { LinkView } from '../objects/link/view.ts';
import type { Color } from '../print/color.ts';
import type { Scene } from '../scene.ts';
import { notesOf, whatItIs } from './about.ts';
import type { NameElsewhere } from './peers.ts';
import type { Branch } from './tree.ts';

/** What the links are printed with. */
export interface LinkScene extends Scene {
  readonly addresses: ReadonlyMap<number, readonly AddressView[]>;
  readonly nameElsewhere: NameElsewhere;
}

interface Line {
  /** The branch's drawing. */
  readonly lead: string;
  readonly name: string;
  /** The drawing that goes on under it. */
  readonly under: string;
  readonly state: string;
  readonly what: string;
  readonly link: LinkView;
}

/** A line a link, drawn as a tree, and under it its addresses. */
export function printLinks(scene: LinkScene, tree: readonly Branch[]): void {
  const lines = [...draw(scene, tree, '', true)];
  const width = (of: (line: Line) => number) => {
    const fitting = lines.map(of).filter((length) => length <= WIDEST);
    return Math.max(0, ...fitting) + 2;
  };
  const widths = {
    name: width(({ lead, name }) => lead.length + name.length),
    state: width(({ state }) => state.length),
    what: width(({ what }) => what.length),
  };
  for (const line of lines) printLine(scene, line, widths);
}

/** What is longer than this sticks out, so that one long name does not push everything off the screen. */
const WIDEST = 24;

function* draw(scene: LinkScene, tree: readonly Branch[], before: string, root: boolean): Generator<Line> {
  for (const [index, { link, branches }] of tree.entries()) {
    const last = index === tree.length - 1;
    const inner = root ? '' : `${before}${last ? '   ' : '│  '}`;
    yield {
      lead: root ? '' : `${before}${last ? '└─ ' : '├─ '}`,
      name: nameOf(scene, link),
      under: `${inner}${branches.length > 0 ? '│' : ''}`,
      state: stateOf(link),
      what: whatItIs(link),
      link,
    };
    yield* draw(scene, branches, inner, false);
  }
}

type Widths = Readonly<Record<'name' | 'state' | 'what', number>>;

function printLine({ printer, addresses }: LinkScene, line: Line, widths: Widths): void {
  const { lead, name, under, state, what, link } = line;
  const gap = (used: number, width: number) => ' '.repeat(Math.max(2, width - used));
  printer.text(lead);
  printer.text(name, 'interface');
  printer.text(gap(lead.length + name.length, widths.name));
  printer.text(state, stateColor(state));
  printer.text(`${gap(state.length, widths.state)}${what}${gap(what.length, widths.what)}`);
  const mac = macOf(link);
  if (mac !== undefined) {
    printer.text(mac, 'mac');
    printer.text('  ');
  }
  printer.text([`mtu ${link.mtu ?? 0}`, ...notesOf(link)].join(', '));
  printer.text('\n');
  for (const address of addresses.get(link.header.index) ?? []) {
    printer.text(under.padEnd(widths.name));
    printAddress({ printer }, address);
  }
}

/** `eth0`; `v0@v1` for the two ends of a cable, `v0@eth0 in blue` when the other is in another namespace. */
function nameOf({ links, nameElsewhere }: LinkScene, view: LinkView): string {
  const { ifname = '', link, linkNetnsid, linkinfo } = view;
  if (link === undefined || link === 0) return ifname;
  if (linkNetnsid !== undefined) return `${ifname}@${nameElsewhere(linkNetnsid, link)}`;
  // What a link is on is drawn; what it is both in and on is not.
  const cable = linkinfo?.kind === 'veth' || view.master !== undefined;
  return cable ? `${ifname}@${links.name(link)}` : ifname;
}

function stateOf({ operstate }: LinkView): string {
  return operstate === undefined
    ? 'UNKNOWN'
    : (operstates[numberOf(IF_OPER, operstate)] ?? String(operstate));
}

function stateColor(state: string): Color | undefined {
  if (state === 'UP') return 'up';
  return state === 'DOWN' || state === 'LOWERLAYERDOWN' ? 'down' : undefined;
}

/** The hardware address, of a tunnel the two ends, unless there is nothing to speak of. */
function macOf(link: LinkView): string | undefined {
  const type = linkTypeOf(link);
  if (type === ARPHRD.values.loopback) return undefined;
  const ends =
    (link.header.flags & IFF.values.pointopoint) !== 0 ? [link.address, link.broadcast] : [link.address];
  const known = ends.flatMap((end = '') => (/^[0:]*$/.test(end) ? [] : [hardwareAddress(end, type)]));
  return known.length === 0 ? undefined : known.join(' to ');
}

function printAddress({ printer }: Pick<Scene, 'printer'>, view: AddressView): void {
  const local = localOf(view);
  if (local === undefined) return;
  const { header, address } = view;
  const peer = typeof address === 'string' && address !== local ? ` peer ${address}` : '';
  printer.text(`${local}${peer}/${header.prefixlen}`, header.family === 'inet6' ? 'inet6' : 'inet');
  const has = (name: keyof typeof IFA_F.values) => (flagsOf(view) & IFA_F.values[name]) !== 0;
  const notes = (['tentative', 'dadfailed', 'deprecated'] as const).filter(has);
  printer.text(
    `${[...(has('permanent') ? [] : [' dynamic']), ...notes.map((note) => ` ${note}`)].join('')}\n`,
  );
}
