import { IFA_F } from '../../../protocol/route/address.ts';
import { IF_OPER } from '../../../protocol/route/link/operstate.ts';
import { ARPHRD } from '../../../protocol/route/types.ts';
import type { LinkNames } from '../names/links.ts';
import { numberOf } from '../names/number.ts';
import type { AddressView } from '../objects/addr/view.ts';
import type { LinkView } from '../objects/link/view.ts';
import type { Color } from '../print/color.ts';
import type { Printer } from '../print/printer.ts';
import type { Branch } from './tree.ts';

/** What the links are printed with. */
export interface LinkScene {
  readonly printer: Printer;
  readonly names: LinkNames;
  readonly addresses: ReadonlyMap<number, readonly AddressView[]>;
  /** The name of the namespace with that nsid. */
  readonly namespaceName: (nsid: number) => string | undefined;
}

/** `IF_OPER_*`, RFC 2863, as `ip -br` has them. */
const states = ['UNKNOWN', 'NOTPRESENT', 'DOWN', 'LOWERLAYERDOWN', 'TESTING', 'DORMANT', 'UP'];

interface Line {
  /** The branch's drawing and the name. */
  readonly lead: string;
  readonly name: string;
  /** The drawing that goes on under it. */
  readonly under: string;
  readonly link: LinkView;
}

/** For people: a line a link, drawn as a tree, and under it its addresses. */
export function printLinks(scene: LinkScene, tree: readonly Branch[]): void {
  const lines = [...draw(scene, tree, '', true)];
  const width = Math.max(...lines.map(({ lead, name }) => lead.length + name.length)) + 2;
  const kinds = Math.max(...lines.map(({ link }) => kindOf(link).length)) + 2;
  for (const line of lines) printLine(scene, line, width, kinds);
}

function* draw(scene: LinkScene, tree: readonly Branch[], before: string, root: boolean): Generator<Line> {
  for (const [index, { link, branches }] of tree.entries()) {
    const last = index === tree.length - 1;
    const inner = root ? '' : `${before}${last ? '   ' : '│  '}`;
    yield {
      lead: root ? '' : `${before}${last ? '└─ ' : '├─ '}`,
      name: nameOf(scene, link),
      under: `${inner}${branches.length > 0 ? '│' : ''}`,
      link,
    };
    yield* draw(scene, branches, inner, false);
  }
}

function printLine(scene: LinkScene, { lead, name, under, link }: Line, width: number, kinds: number): void {
  const { printer, addresses } = scene;
  const state = stateOf(link);
  printer.text(lead);
  printer.text(name, 'interface');
  printer.text(' '.repeat(width - lead.length - name.length));
  printer.text(state.padEnd(16), stateColor(state));
  printer.text(kindOf(link).padEnd(kinds));
  const mac = numberOf(ARPHRD, link.header.type) === ARPHRD.values.loopback ? '' : (link.address ?? '');
  if (mac !== '') printer.text(`${mac} `, 'mac');
  printer.text(`mtu ${link.mtu ?? 0}\n`);
  for (const address of addresses.get(link.header.index) ?? []) {
    const { text, color, note } = addressOf(address);
    printer.text(`${under.padEnd(width)}${' '.repeat(2)}`);
    printer.text(text, color);
    printer.text(`${note}\n`);
  }
}

/** `eth0`, `v0@v1` for the other end of a veth, `eth0@if7 in blue` for one in another namespace. */
function nameOf(
  { names, namespaceName }: LinkScene,
  { ifname = '', link, linkNetnsid, linkinfo }: LinkView,
): string {
  if (link === undefined || link === 0) return ifname;
  if (linkNetnsid === undefined) return linkinfo?.kind === 'veth' ? `${ifname}@${names.name(link)}` : ifname;
  const name = namespaceName(linkNetnsid);
  return `${ifname}@if${link} in ${name ?? `nsid ${linkNetnsid}`}`;
}

function kindOf({ header, linkinfo }: LinkView): string {
  return linkinfo?.kind ?? String(header.type);
}

function stateOf({ operstate }: LinkView): string {
  return operstate === undefined ? 'UNKNOWN' : (states[numberOf(IF_OPER, operstate)] ?? String(operstate));
}

function stateColor(state: string): Color | undefined {
  if (state === 'UP') return 'up';
  return state === 'DOWN' || state === 'LOWERLAYERDOWN' ? 'down' : undefined;
}

function addressOf(view: AddressView): { text: string; color: Color; note: string } {
  const { address = '', local = address, header, flags = header.flags } = view;
  const peer = local === address ? '' : ` peer ${address}`;
  const notes = (['tentative', 'dadfailed', 'deprecated'] as const).filter(
    (name) => (flags & IFA_F.values[name]) !== 0,
  );
  return {
    text: `${local}${peer}/${header.prefixlen}`,
    color: header.family === 'inet6' ? 'inet6' : 'inet',
    note: notes.length === 0 ? '' : ` ${notes.join(' ')}`,
  };
}
