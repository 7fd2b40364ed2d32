import { AF } from '../../../../protocol/route/families.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import type { LinkNames } from '../../names/links.ts';
import type { Options } from '../../options.ts';
import type { Printer } from '../../print/printer.ts';
import { printDetails } from './details.ts';
import { printLinkFlags } from './flags.ts';
import { linkTypeOf, printAddress, printElsewhere, printHardware } from './hardware.ts';
import { printName } from './name.ts';
import { printProtodown } from './protodown.ts';
import { printEvent, printLinkMode, printOperstate } from './state.ts';
import { printLinkStatistics } from './statistics.ts';
import { printVfs } from './vf.ts';
import type { LinkView } from './view.ts';
import { printXdp, printXdpPrograms } from './xdp.ts';

/** What a link's message does not say itself. */
export interface LinkSurroundings {
  readonly names: LinkNames;
  readonly tables: NameTables;
  readonly options: Options;
  /** For `link`; `addr` shows less of a link. */
  readonly whole: boolean;
  /** For `monitor`, whose text leaves the queue's length out. */
  readonly event?: boolean;
  /** The name of the namespace that has this nsid here. */
  readonly namespaceName: (nsid: number) => string | undefined;
}

/** All of a link, except the addresses, as `ip link` or `ip addr` prints it. */
export function printLink(printer: Printer, view: LinkView, surroundings: LinkSurroundings): void {
  const { names, tables, options, whole, namespaceName } = surroundings;
  const details = options.details > 0;
  const more = whole || details;
  if (view.$type === 'RTM_DELLINK') printer.value('deleted', true, 'Deleted ');
  if (options.brief) {
    printBrief(printer, view, surroundings);
    return;
  }
  printFirstLine(printer, view, surroundings);
  if (more || options.family === AF.values.unspec || options.family === AF.values.packet) {
    printHardware(printer, view, options.numeric);
  }
  printElsewhere(printer, view, namespaceName);
  printProtodown(printer, view, tables.protodownReason);
  if (details) printDetails(printer, view, whole, { names, options });
  if (more && view.ifalias !== undefined) {
    printer.newline();
    printer.value('ifalias', view.ifalias, `    alias ${view.ifalias}`);
  }
  if (more && view.xdp !== undefined) printXdpPrograms(printer, view.xdp);
  if (whole && options.statistics > 0) {
    printer.newline();
    printLinkStatistics(printer, view, options);
  }
  if (more && view.vfinfoList !== undefined && view.numVf !== undefined) {
    const parent = { type: linkTypeOf(view), flags: view.header.flags };
    printVfs(printer, view.vfinfoList, parent, options);
  }
  printAltnames(printer, view);
  printer.text('\n');
}

function printBrief(printer: Printer, view: LinkView, { names, options, whole }: LinkSurroundings): void {
  const lowerDown = printName(printer, view, names, (name) => `${name.padEnd(16)} `);
  printOperstate(printer, view, true);
  if (!whole && options.family !== AF.values.packet) return;
  if (view.address !== undefined) printAddress(printer, 'address', view.address, linkTypeOf(view), ' ');
  printLinkFlags(printer, view.header.flags, lowerDown);
  printer.text('\n');
}

function printFirstLine(printer: Printer, view: LinkView, surroundings: LinkSurroundings): void {
  const { names, tables, options, whole, event = false } = surroundings;
  const { header, mtu, xdp, qdisc, master, group, txqlen } = view;
  printer.value('ifindex', header.index, `${header.index}: `);
  const lowerDown = printName(printer, view, names, (name) => `${name}: `);
  printLinkFlags(printer, header.flags, lowerDown);
  if (mtu !== undefined) printer.value('mtu', mtu, `mtu ${mtu} `);
  if (xdp !== undefined) printXdp(printer, xdp, whole || options.details > 0);
  if (qdisc !== undefined) printer.value('qdisc', qdisc, `qdisc ${qdisc} `);
  if (master !== undefined) {
    const name = names.name(master);
    printer.value('master', name, `master ${name} `);
  }
  printOperstate(printer, view, false);
  if (whole) printLinkMode(printer, view);
  if (group !== undefined) {
    const name = tables.group.name(group);
    printer.value('group', name, `group ${name} `);
  }
  if (txqlen) printer.value('txqlen', txqlen, event ? '' : `qlen ${txqlen}`);
  printEvent(printer, view);
}

function printAltnames(printer: Printer, { propList }: LinkView): void {
  if (propList === undefined) return;
  printer.array('altnames', () => {
    for (const name of propList.altIfname ?? []) {
      printer.newline();
      printer.element(name, `    altname ${name}`);
    }
  });
}
