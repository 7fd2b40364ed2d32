import { cpus, release } from 'node:os';
import { type Result, ratio } from './measure.ts';
import { median } from './median.ts';
import type { Options } from './options.ts';
import type { Work } from './works.ts';

const columns = ['work', 'floor', 'ours', 'ratio', 'budget', ''] as const;

export function table(results: readonly Result[]): string {
  const rows = [columns as readonly string[], ...results.flatMap(lines)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function lines(result: Result): string[][] {
  const { work, floor, ours, peers, failures } = result;
  const against = work.unit === 'lost' ? undefined : ratio(result);
  const compared = against ?? (ours.length > 0 ? median(ours) : undefined);
  const own = [
    `${work.name}: ${work.title}`,
    floor.length > 0 ? value(work, median(floor)) : '-',
    ours.length > 0 ? value(work, median(ours)) : '-',
    against === undefined ? '-' : times(against),
    budget(work),
    verdict(work, compared),
  ];
  const others = Object.entries(peers).map(([name, values]) => {
    const relative = floor.length > 0 && work.unit !== 'lost' ? times(median(values) / median(floor)) : '-';
    return [`    ${name}`, '', value(work, median(values)), relative, '', ''];
  });
  const broken = Object.entries(failures).map(([name, why]) => [
    `    ${name}: ${why.split('\n')[0]}`,
    '',
    '',
    '',
    '',
    '',
  ]);
  return [own, ...others, ...broken];
}

function verdict(work: Work, compared: number | undefined): string {
  if (work.budget === undefined || compared === undefined) return '';
  return compared <= work.budget ? 'met' : 'over';
}

function budget(work: Work): string {
  if (work.budget === undefined) return '';
  return work.floor && work.unit !== 'lost' ? times(work.budget) : value(work, work.budget);
}

function value(work: Work, amount: number): string {
  switch (work.unit) {
    case 's':
      return `${amount.toFixed(3)} s`;
    case 'ms':
      return `${amount.toFixed(1)} ms`;
    case 'us':
      return `${amount.toFixed(2)} us`;
    case 'bytes':
      return `${amount.toFixed(0)} B`;
    case 'lost':
      return `${amount.toFixed(0)} lost`;
  }
}

function times(amount: number): string {
  return `${amount.toFixed(2)} x`;
}

/** Everything that was read, for the record. */
export function record(results: readonly Result[], options: Options, nodeVersion: string, at: Date): string {
  const machine = { kernel: release(), cpu: cpus()[0]?.model, cores: cpus().length, node: nodeVersion };
  const readings = results.map((result) => ({
    name: result.work.name,
    title: result.work.title,
    unit: result.work.unit,
    budget: result.work.budget,
    ratio: ratio(result),
    floor: result.floor,
    ours: result.ours,
    peers: result.peers,
    failures: result.failures,
  }));
  return `${JSON.stringify({ at: at.toISOString(), machine, quick: options.quick, results: readings }, null, 2)}\n`;
}
