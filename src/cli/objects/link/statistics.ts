import type { stats, stats64 } from '../../../../protocol/route/link/stats.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import type { Options } from '../../options.ts';
import { type CountStyle, formatCount } from '../../print/count.ts';
import type { Printer } from '../../print/printer.ts';
import type { LinkView } from './view.ts';

export type LinkStatistics = Pick<ValueOf<typeof stats64>, keyof ValueOf<typeof stats64>>;

export interface StatisticsStyle extends CountStyle {
  /** Error counters too: `-s -s`. */
  readonly errors: boolean;
}

/** Prints the counters that a link's message has; 64-bit ones if it has them, as all but very old kernels send. */
export function printLinkStatistics(
  printer: Printer,
  { stats64, stats, carrierChanges }: Counted,
  { human, iec, statistics }: Options,
): void {
  const style = { human, iec, errors: statistics > 1 };
  if (stats64 !== undefined) printStatistics(printer, 'stats64', stats64, carrierChanges, style);
  else if (stats !== undefined) printStatistics(printer, 'stats', widened(stats), carrierChanges, style);
}

/** What is read of a link's message. */
type Counted = Pick<LinkView, 'stats64' | 'stats' | 'carrierChanges'>;

function widened(narrow: ValueOf<typeof stats>): LinkStatistics {
  const members = Object.entries(narrow.$plain()).map(([name, value]) => [name, BigInt(value as number)]);
  return Object.fromEntries(members) as LinkStatistics;
}

/** Prints the counters of a link; `key` is the object's name in JSON, `stats64` where the kernel has 64 bits. */
export function printStatistics(
  printer: Printer,
  key: string,
  statistics: LinkStatistics,
  carrierChanges: number | undefined,
  style: StatisticsStyle,
): void {
  if (printer.json) {
    printer.object(key, () => printFields(printer, statistics, carrierChanges, style.errors));
    return;
  }
  const lines = layOut(statistics, carrierChanges, style);
  for (const [at, line] of lines.entries()) {
    if (at > 0) printer.newline();
    printer.text(line);
  }
}

function printFields(
  printer: Printer,
  s: LinkStatistics,
  carrierChanges: number | undefined,
  errors: boolean,
): void {
  const field = (name: string, value: bigint) => printer.field(name, value);
  const fieldIfAny = (name: string, value: bigint | undefined) => value && printer.field(name, value);
  printer.object('rx', () => {
    field('bytes', s.rxBytes);
    field('packets', s.rxPackets);
    field('errors', s.rxErrors);
    field('dropped', s.rxDropped);
    field('over_errors', s.rxOverErrors);
    field('multicast', s.multicast);
    fieldIfAny('compressed', s.rxCompressed);
    if (!errors) return;
    field('length_errors', s.rxLengthErrors);
    field('crc_errors', s.rxCrcErrors);
    field('frame_errors', s.rxFrameErrors);
    field('fifo_errors', s.rxFifoErrors);
    field('missed_errors', s.rxMissedErrors);
    fieldIfAny('nohandler', s.rxNohandler);
    fieldIfAny('otherhost', s.rxOtherhostDropped);
  });
  printer.object('tx', () => {
    field('bytes', s.txBytes);
    field('packets', s.txPackets);
    field('errors', s.txErrors);
    field('dropped', s.txDropped);
    field('carrier_errors', s.txCarrierErrors);
    field('collisions', s.collisions);
    fieldIfAny('compressed', s.txCompressed);
    if (!errors) return;
    field('aborted_errors', s.txAbortedErrors);
    field('fifo_errors', s.txFifoErrors);
    field('window_errors', s.txWindowErrors);
    field('heartbeat_errors', s.txHeartbeatErrors);
    if (carrierChanges !== undefined) printer.field('carrier_changes', carrierChanges);
  });
}

/** A column's title and number; one without a title is left blank but keeps its place. */
type Cell = readonly [title: string, value: bigint | undefined];

/** Four or eight lines of a table whose columns are as wide as the widest number in any of them. */
function layOut(s: LinkStatistics, carrierChanges: number | undefined, style: StatisticsStyle): string[] {
  const rx: Cell[] = [
    ['bytes', s.rxBytes],
    ['packets', s.rxPackets],
    ['errors', s.rxErrors],
    ['dropped', s.rxDropped],
    ['missed', s.rxMissedErrors],
    ['mcast', s.multicast],
    ifAny('compressed', s.rxCompressed),
  ];
  const rxErrors: Cell[] = [
    ['length', s.rxLengthErrors],
    ['crc', s.rxCrcErrors],
    ['frame', s.rxFrameErrors],
    ['fifo', s.rxFifoErrors],
    ['overrun', s.rxOverErrors],
    ifAny('nohandler', s.rxNohandler),
    ifAny('otherhost', s.rxOtherhostDropped),
  ];
  const tx: Cell[] = [
    ['bytes', s.txBytes],
    ['packets', s.txPackets],
    ['errors', s.txErrors],
    ['dropped', s.txDropped],
    ['carrier', s.txCarrierErrors],
    ['collsns', s.collisions],
    ifAny('compressed', s.txCompressed),
  ];
  const transitions = carrierChanges === undefined ? undefined : BigInt(carrierChanges);
  const txErrors: Cell[] = [
    ['aborted', s.txAbortedErrors],
    ['fifo', s.txFifoErrors],
    ['window', s.txWindowErrors],
    ['heartbt', s.txHeartbeatErrors],
    [transitions === undefined ? '' : 'transns', transitions],
  ];
  const widths = [10, 7, 6, 7, 7, 7, 10, 9];
  if (!style.human) {
    for (const cells of [rx, tx]) widen(widths, cells, 0);
    // The first column belongs to the bytes alone.
    if (style.errors) for (const cells of [rxErrors, txErrors]) widen(widths, cells, 1);
  }
  const lines = basic('RX', rx, widths, style);
  if (style.errors) lines.push(...extended('RX', rxErrors, widths, style, true));
  lines.push(...basic('TX', tx, widths, style));
  if (style.errors) lines.push(...extended('TX', txErrors, widths, style, false));
  return lines;
}

function ifAny(title: string, value: bigint | undefined): Cell {
  return value ? [title, value] : ['', undefined];
}

function widen(widths: number[], cells: readonly Cell[], first: number): void {
  for (const [at, [, value]] of cells.entries()) {
    if (value === undefined) continue;
    widths[first + at] = Math.max(widths[first + at] ?? 0, String(value).length);
  }
}

function basic(
  direction: string,
  cells: readonly Cell[],
  widths: readonly number[],
  style: CountStyle,
): string[] {
  const titles = cells.map(([title], at) => title.padStart((widths[at] ?? 0) - (at === 0 ? 4 : 0)));
  return [`    ${direction}: ${titles.join(' ')}`, `    ${numbers(cells, widths, style)}`];
}

function extended(
  direction: string,
  cells: readonly Cell[],
  [first = 0, ...widths]: readonly number[],
  style: CountStyle,
  tight: boolean,
): string[] {
  // In the RX table a column that is not there takes no room; in the TX table it does.
  const shown = tight ? cells.filter(([title], at) => at < 5 || title !== '') : cells;
  const room = tight ? widths.filter((_, at) => at < 5 || cells[at]?.[0] !== '') : widths;
  const titles = shown.map(([title], at) => ` ${title.padStart(room[at] ?? 0)}`).join('');
  return [
    `    ${direction} errors:${' '.repeat(first - 10)}${titles}`,
    `${' '.repeat(first + 5)}${numbers(shown, room, style)}`,
  ];
}

function numbers(cells: readonly Cell[], widths: readonly number[], style: CountStyle): string {
  return cells
    .map(([, value], at) => (value === undefined ? '' : `${formatCount(value, widths[at] ?? 0, style)} `))
    .join('');
}
