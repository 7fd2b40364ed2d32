import { RTN } from '../../../protocol/route/route/rtmsg.ts';
import { unknown } from '../errors.ts';
import { parseNumber } from '../selectors.ts';

const byNumber = new Map<number, string>(
  Object.entries(RTN.values).map(([name, number]) => [number, name === 'unspec' ? 'none' : name]),
);

const byName = new Map<string, number>([
  ...[...byNumber].map(([number, name]) => [name, number] as const),
  ['brd', RTN.values.broadcast],
]);

/** `RTN_*` as `ip` names it; rules have such names for what they do, too. */
export function routeTypeName(number: number, numeric: boolean): string {
  return (numeric ? undefined : byNumber.get(number)) ?? String(number);
}

/** `RTN_*` by name, by its beginning or by number. @throws InputError */
export function parseRouteType(word: string): number {
  const whole = byName.get(word);
  if (whole !== undefined) return whole;
  for (const [name, number] of byName) if (word !== '' && name.startsWith(word)) return number;
  if (!/^\d+$/.test(word)) throw unknown('type of route', word, byName.keys());
  return parseNumber('type', word, 31);
}
