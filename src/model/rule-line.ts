import { FIB_RULE } from '../../protocol/route/rule.ts';
import { bitsOf } from './network.ts';
import type { Rule } from './rule.ts';
import { names } from './words.ts';

/** A rule as `ip rule` prints it, with a blank for the tabulator. */
export function ruleLine(rule: Rule): string {
  const { not, from, to, tos, l3mdev, ipProtocol, tunId, dscp } = rule;
  const words = [`${rule.priority}:`];
  if (not) words.push('not');
  words.push('from', short(rule, from));
  if (to !== 'all') words.push('to', short(rule, to));
  if (tos !== 0) words.push('tos', names.dsfield.name(tos));
  words.push(...mark(rule));
  for (const key of ['iif', 'oif'] as const) {
    const name = rule[key];
    if (name === undefined) continue;
    words.push(key, name);
    if ((rule.view.header.flags & FIB_RULE.values[`${key}Detached`]) !== 0) words.push('[detached]');
  }
  if (l3mdev) words.push('lookup', '[l3mdev-table]');
  words.push(...range('uidrange', rule.uidRange, true));
  if (ipProtocol !== undefined) {
    words.push('ipproto', /^\d/.test(ipProtocol) ? `ipproto-${ipProtocol}` : ipProtocol);
  }
  words.push(...range('sport', rule.sport), ...range('dport', rule.dport));
  if (tunId !== undefined) words.push('tun_id', String(tunId));
  words.push(...does(rule));
  if (rule.protocol !== 'unspec' && rule.protocol !== 'kernel') words.push('proto', rule.protocol);
  if (dscp !== undefined) words.push('dscp', String(dscp));
  return words.join(' ');
}

/** `ip` leaves out the length of a whole address. */
function short({ family }: Rule, prefix: string): string {
  const whole = `/${bitsOf(family)}`;
  return prefix.endsWith(whole) ? prefix.slice(0, -whole.length) : prefix;
}

function mark({ fwmark, fwmask }: Rule): string[] {
  if (fwmark === undefined) return [];
  const whole = fwmask === undefined || fwmask === 0xffff_ffff;
  return ['fwmark', whole ? hex(fwmark) : `${hex(fwmark)}/${hex(fwmask)}`];
}

function hex(number: number): string {
  return number === 0 ? '0' : `0x${number.toString(16)}`;
}

function range(word: string, range: Rule['sport'], always = false): string[] {
  if (range === undefined) return [];
  const [first, last] = range;
  return [word, first === last && !always ? String(first) : `${first}-${last}`];
}

function does(rule: Rule): string[] {
  const { table, action, suppressPrefixLength, suppressGroup, realms } = rule;
  const words: string[] = [];
  if (table !== undefined) words.push('lookup', table);
  if (suppressPrefixLength !== undefined) words.push('suppress_prefixlength', String(suppressPrefixLength));
  if (suppressGroup !== undefined) words.push('suppress_ifgroup', suppressGroup);
  if (realms !== undefined) words.push('realms', realms);
  if (action === 'goto') {
    words.push('goto', String(rule.goto ?? 'none'));
    if ((rule.view.header.flags & FIB_RULE.values.unresolved) !== 0) words.push('[unresolved]');
  } else if (action !== 'lookup') words.push(String(action));
  return words;
}
