import { RT_TABLE } from '../../protocol/route/route/rtmsg.ts';
import { FIB_RULE, FR_ACT, type rule } from '../../protocol/route/rule.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { optionalNumber, refuseUnknown, wholeNumber } from './check-options.ts';
import { Interface } from './interface.ts';
import { checkInterfaceName } from './interface-name.ts';
import { ipProtocolNumber } from './names/ip-protocols.ts';
import type { Namespace } from './namespace.ts';
import { defaultNetwork, type Family, type Network, parseDestination } from './network.ts';
import { type NumberRange, numberRange } from './number-range.ts';
import { RULE_KEYS, type RuleAction, type RuleSelector } from './rule-options.ts';
import { names, numberIn } from './words.ts';

/** The family that a selector tells, if it does. @throws InputError when it tells two */
export function ruleFamily({ family, from, to }: RuleSelector): Family | undefined {
  let told = family;
  for (const [what, text] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (text === undefined || isAll(text)) continue;
    const network = parseDestination(text, what, told ?? 'inet');
    if (told !== undefined && network.family !== told) {
      throw new InputError(`${what}: ${text} is of another family than ${family ?? from}`);
    }
    told = network.family;
  }
  return told;
}

/** The message for a rule. Of a selector only what it says; a new rule has an action. @throws InputError */
export function ruleInput(
  namespace: Namespace,
  selector: RuleSelector,
  isNew: boolean,
): MessageInputOf<typeof rule> {
  checkRule(selector);
  const family = ruleFamily(selector) ?? 'inet';
  const from = prefix(selector.from, 'from', family);
  const to = prefix(selector.to, 'to', family);
  const table = tableOf(selector, isNew);
  const { protocol, realms, suppressGroup, ipProtocol, tunId, tos, fwmark, fwmask } = selector;
  return {
    header: {
      family,
      srcLen: from?.length ?? 0,
      dstLen: to?.length ?? 0,
      tos: tos === undefined ? 0 : byte(numberIn(names.dsfield, tos), 'tos'),
      table: table < 256 ? table : RT_TABLE.values.unspec,
      action: actionOf(selector, isNew),
      flags: selector.not === true ? FIB_RULE.values.invert : 0,
    },
    src: addressOf(from),
    dst: addressOf(to),
    iifname: interfaceName(namespace, selector.iif, 'iif'),
    oifname: interfaceName(namespace, selector.oif, 'oif'),
    goto: optionalNumber(selector.goto, 'goto', 0, MOST),
    priority: optionalNumber(selector.priority, 'priority', 0, MOST),
    fwmark: optionalNumber(fwmark, 'fwmark', 0, MOST),
    fwmask: optionalNumber(fwmask, 'fwmask', 0, MOST),
    flow: realms === undefined ? undefined : realmPair(realms),
    tunId: tunId === undefined ? undefined : tunnelId(tunId),
    suppressIfgroup: suppressGroup === undefined ? undefined : numberIn(names.group, suppressGroup),
    suppressPrefixlen: optionalNumber(selector.suppressPrefixLength, 'suppressPrefixLength', 0, 128),
    table: table < 256 ? undefined : table,
    l3mdev: selector.l3mdev === true ? 1 : undefined,
    uidRange: range(selector.uidRange, 'uidRange', 0, MOST - 1),
    protocol: protocol === undefined ? undefined : byte(numberIn(names.protocol, protocol), 'protocol'),
    ipProto: ipProtocol === undefined ? undefined : ipProtocolNumber(ipProtocol),
    sportRange: range(selector.sport, 'sport', 1, 0xffff),
    dportRange: range(selector.dport, 'dport', 1, 0xffff),
    dscp: optionalNumber(selector.dscp, 'dscp', 0, 63),
  };
}

/** What can't be meant together. */
function checkRule(selector: RuleSelector): void {
  refuseUnknown('a rule', selector, KNOWN);
  const { fwmark, fwmask, tos, dscp, l3mdev, table, action, goto, priority } = selector;
  if (fwmask !== undefined && fwmark === undefined) throw new InputError('fwmask: it needs a fwmark');
  if (tos !== undefined && dscp !== undefined)
    throw new InputError('dscp: say it in place of tos, not beside it');
  if (l3mdev === true && table !== undefined) {
    throw new InputError('table: a rule with l3mdev looks into the table of the VRF');
  }
  if (action !== undefined && !Object.hasOwn(ACTIONS, action)) {
    const known = Object.keys(ACTIONS);
    const hint = nearest(String(action), known) || `; there are ${known.join(', ')}`;
    throw new InputError(`action: a rule has no action "${String(action)}"${hint}`);
  }
  const does = action !== undefined ? 'action' : goto !== undefined ? 'goto' : undefined;
  if (does !== undefined) {
    for (const key of ['table', 'l3mdev', 'realms', 'suppressPrefixLength', 'suppressGroup'] as const) {
      if (selector[key] !== undefined && selector[key] !== false)
        throw new InputError(`${does}: a rule that looks into no table has no ${key}`);
    }
  }
  if (action !== undefined && goto !== undefined) throw new InputError('goto: it is an action of its own');
  if (goto !== undefined && priority !== undefined && goto <= priority) {
    throw new InputError(`goto: rule ${goto} does not come after rule ${priority}`);
  }
}

function tableOf({ table, l3mdev, action, goto }: RuleSelector, isNew: boolean): number {
  if (table !== undefined) return numberIn(names.table, table);
  const looks = isNew && l3mdev !== true && action === undefined && goto === undefined;
  return looks ? RT_TABLE.values.main : RT_TABLE.values.unspec;
}

function actionOf({ action, goto }: RuleSelector, isNew: boolean): number {
  if (action !== undefined) return ACTIONS[action];
  if (goto !== undefined) return FR_ACT.values.goto;
  return isNew ? FR_ACT.values.toTbl : FR_ACT.values.unspec;
}

function isAll(text: string): boolean {
  return text === 'all' || text === 'any' || text === 'default';
}

function prefix(text: string | undefined, what: string, family: Family): Network | undefined {
  if (text === undefined) return undefined;
  return isAll(text) ? defaultNetwork(family) : parseDestination(text, what, family);
}

function addressOf(network: Network | undefined): string | undefined {
  return network === undefined || network.length === 0 ? undefined : network.text;
}

function interfaceName(
  namespace: Namespace,
  reference: string | Interface | undefined,
  what: string,
): string | undefined {
  if (reference === undefined) return undefined;
  if (!(reference instanceof Interface)) {
    checkInterfaceName(reference, what);
    return reference;
  }
  if (reference.namespace.equals(namespace)) return reference.name;
  throw new InputError(`${what}: ${reference} is in another namespace than ${namespace}`);
}

function range(value: NumberRange | undefined, what: string, least: number, most: number) {
  return value === undefined ? undefined : numberRange(value, what, least, most);
}

/** `3/4`: the realm of the source, and that of the destination. */
function realmPair(realms: string | number): number {
  const [first, second, ...more] = String(realms).split('/');
  if (more.length > 0 || first === undefined) {
    throw new InputError(`realms: a realm or from/to is needed, got "${realms}"`);
  }
  const [from, to] = second === undefined ? ['0', first] : [first, second];
  const number = (word: string) => wholeNumber(names.realm.parse(word), 'realms', 0, 0xffff);
  return number(from) * 0x10000 + number(to);
}

function tunnelId(id: number | bigint): bigint {
  const whole = typeof id === 'bigint' || Number.isSafeInteger(id) ? BigInt(id) : -1n;
  if (whole >= 0n && whole < 1n << 64n) return whole;
  throw new InputError(`tunId: a whole number of up to 64 bits is needed, got ${String(id)}`);
}

function byte(number: number, what: string): number {
  return wholeNumber(number, what, 0, 255);
}

const MOST = 0xffff_ffff;

const ACTIONS = {
  blackhole: FR_ACT.values.blackhole,
  unreachable: FR_ACT.values.unreachable,
  prohibit: FR_ACT.values.prohibit,
  nop: FR_ACT.values.nop,
} as const satisfies Record<RuleAction, number>;

const KNOWN: ReadonlySet<string> = new Set(RULE_KEYS);
