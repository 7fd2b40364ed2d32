import { type metrics, RTAX_FEATURE, RTAX_LOCK } from '../../../../protocol/route/route/metrics.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import type { Printer } from '../../print/printer.ts';
import { significant } from '../../print/significant.ts';

type Metrics = ValueOf<typeof metrics>;
type Metric = keyof typeof RTAX_LOCK.values;

/** In the order of `RTAX_*`, with the names of `ip route`. */
const names: readonly (readonly [metric: Metric, name: string])[] = [
  ['mtu', 'mtu'],
  ['window', 'window'],
  ['rtt', 'rtt'],
  ['rttvar', 'rttvar'],
  ['ssthresh', 'ssthresh'],
  ['cwnd', 'cwnd'],
  ['advmss', 'advmss'],
  ['reordering', 'reordering'],
  ['hoplimit', 'hoplimit'],
  ['initcwnd', 'initcwnd'],
  ['features', 'features'],
  ['rtoMin', 'rto_min'],
  ['initrwnd', 'initrwnd'],
  ['quickack', 'quickack'],
  ['ccAlgo', 'congctl'],
  ['fastopenNoCookie', 'fastopen_no_cookie'],
];

/** What one unit of these is, in milliseconds, is 1 over this. */
const durations: Readonly<Partial<Record<Metric, number>>> = { rtt: 8, rttvar: 4, rtoMin: 1 };

const NO_HOPLIMIT = 0xffffffff;

/** `RTA_METRICS`. That a metric is locked only people are told. */
export function printMetrics(printer: Printer, view: Metrics): void {
  const locked = view.lock ?? 0;
  printer.array('metrics', () => {
    printer.object(undefined, () => {
      for (const [metric, name] of names) {
        const isLocked = (locked & RTAX_LOCK.values[metric]) !== 0;
        const value = view[metric];
        if (value === undefined && !isLocked) continue;
        if (metric === 'hoplimit' && value === NO_HOPLIMIT) continue;
        printer.text(isLocked ? `${name} lock ` : `${name} `);
        if (typeof value === 'string' || metric === 'ccAlgo') {
          printer.value('congestion', value ?? '', `${value ?? ''} `);
        } else {
          printMetric(printer, metric, name, value ?? 0);
        }
      }
    });
  });
}

function printMetric(printer: Printer, metric: Metric, name: string, value: number): void {
  if (metric === 'features') {
    printFeatures(printer, value);
    return;
  }
  const unit = durations[metric];
  if (unit === undefined) {
    printer.value(name, value, `${value} `);
    return;
  }
  const milliseconds = Math.trunc(value / unit);
  const text = milliseconds >= 1000 ? `${significant(milliseconds / 1000)}s ` : `${milliseconds}ms `;
  printer.value(name, milliseconds, text);
}

function printFeatures(printer: Printer, features: number): void {
  const { ecn, tcpUsecTs } = RTAX_FEATURE.values;
  if ((features & ecn) !== 0) printer.value('ecn', null, 'ecn ');
  if ((features & tcpUsecTs) !== 0) printer.value('tcp_usec_ts', null, 'tcp_usec_ts ');
  if ((features & ~(ecn | tcpUsecTs)) === 0) return;
  const hex = `0x${features.toString(16)}`;
  printer.value('features', hex, `${hex} `);
}
