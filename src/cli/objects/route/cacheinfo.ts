import { USER_HZ } from '../../../model/clock-ticks.ts';
import type { Printer } from '../../print/printer.ts';
import type { RouteView } from './print.ts';

/** `RTA_CACHEINFO`. */
export function printCacheinfo(
  printer: Printer,
  info: NonNullable<RouteView['cacheinfo']>,
  statistics: boolean,
): void {
  const { expires, error, clntref, used, lastuse, id, ts, tsage } = info;
  if (expires !== 0) {
    const seconds = Math.trunc(expires / USER_HZ);
    printer.value('expires', seconds, `expires ${seconds}sec `);
  }
  if (error !== 0) printer.value('error', error, `error ${error} `);
  if (statistics) {
    if (clntref !== 0) printer.value('users', clntref, `users ${clntref} `);
    if (used !== 0) printer.value('used', used, `used ${used} `);
    if (lastuse !== 0) {
      const age = Math.trunc(lastuse / USER_HZ);
      printer.value('age', age, `age ${age}sec `);
    }
  }
  if (id !== 0) printer.value('ipid', `0x${id.toString(16)}`, `ipid 0x${id.toString(16).padStart(4, '0')} `);
  if (ts !== 0 || tsage !== 0) {
    printer.value('ts', ts === 0 ? '0' : `0x${ts.toString(16)}`, `ts 0x${ts.toString(16)}`);
    printer.value('tsage', tsage, `tsage ${tsage}sec `);
  }
}
