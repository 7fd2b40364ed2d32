import { RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import { FIB_RULE, FR_ACT } from '../../../../protocol/route/rule.ts';
import { ipProtocolNamed } from '../../../model/names/ip-protocols.ts';
import { numberOf } from '../../../model/number.ts';
import { type RuleView, ruleTable } from '../../../model/rule.ts';
import { routeTypeName } from '../../names/route-types.ts';
import type { Scene } from '../../scene.ts';
import { addressBits, addressText, familyColor, type RouteAddress } from '../route/address.ts';

export type { RuleView };

/** One rule, as `ip rule` prints it: everything between the braces. */
export function printRule(scene: Scene, view: RuleView): void {
  const { printer, tables, options } = scene;
  const { header, priority = 0, fwmark, fwmask, l3mdev, uidRange, ipProto, tunId, protocol } = view;
  const has = (bit: keyof typeof FIB_RULE.values) => (header.flags & FIB_RULE.values[bit]) !== 0;
  if (view.$type === 'RTM_DELRULE') printer.value('deleted', true, 'Deleted ');
  printer.value('priority', priority, `${priority}:\t`);
  if (has('invert')) printer.value('not', null, 'not ');
  printAddresses(scene, view);
  if (header.tos !== 0) {
    const tos = tables.dsfield.name(header.tos);
    printer.value('tos', tos, ` tos ${tos}`);
  }
  if (fwmark !== undefined || fwmask !== undefined) {
    printer.value('fwmark', hex(fwmark ?? 0), ` fwmark ${hex(fwmark ?? 0)}`);
    if (fwmask !== undefined && fwmask !== 0xffffffff)
      printer.value('fwmask', hex(fwmask), `/${hex(fwmask)}`);
  }
  printInterface(scene, 'iif', view.iifname, has('iifDetached'));
  printInterface(scene, 'oif', view.oifname, has('oifDetached'));
  if (l3mdev !== undefined && l3mdev !== 0) printer.value('l3mdev', null, ' lookup [l3mdev-table]');
  if (uidRange !== undefined) {
    printer.value('uid_start', uidRange.start, ` uidrange ${uidRange.start}`);
    printer.value('uid_end', uidRange.end, `-${uidRange.end}`);
  }
  if (ipProto !== undefined) {
    const name = (options.numeric ? undefined : ipProtocolNamed(ipProto)) ?? `ipproto-${ipProto}`;
    printer.value('ipproto', name, ` ipproto ${name}`);
  }
  printPorts(scene, 'sport', view.sportRange, view.sportMask);
  printPorts(scene, 'dport', view.dportRange, view.dportMask);
  if (tunId !== undefined) printer.value('tun_id', tunId, ` tun_id ${tunId}`);
  printLookup(scene, view);
  printAction(scene, view);
  if (protocol !== undefined) {
    const number = numberOf(RTPROT, protocol);
    const usual = number === RTPROT.values.unspec || number === RTPROT.values.kernel;
    if (!usual || options.details > 0) {
      printer.value('protocol', tables.protocol.name(number), ` proto ${tables.protocol.name(number)}`);
    }
  }
  printPacketFields(scene, view);
  printer.text('\n');
}

function hex(number: number): string {
  return number === 0 ? '0' : `0x${number.toString(16)}`;
}

function printAddresses(scene: Scene, { header, src, dst }: RuleView): void {
  const { printer } = scene;
  const bits = addressBits(header.family);
  const color = familyColor(header.family);
  const prefix = (key: string, address: RouteAddress | undefined, length: number) => {
    if (address === undefined) printer.value(key, '0', '0');
    else printer.value(key, addressText(address), addressText(address), color);
    if (address === undefined || length !== bits) printer.value(`${key}len`, length, `/${length}`);
  };
  printer.text('from ');
  if (src === undefined && header.srcLen === 0) printer.value('src', 'all', 'all');
  else prefix('src', src, header.srcLen);
  if (dst === undefined && header.dstLen === 0) return;
  printer.text(' to ');
  prefix('dst', dst, header.dstLen);
}

function printInterface({ printer }: Scene, key: string, name: string | undefined, detached: boolean): void {
  if (name === undefined) return;
  printer.text(` ${key} `);
  printer.value(key, name, name, 'interface');
  if (detached) printer.value(`${key}_detached`, null, ' [detached]');
}

function printPorts(
  { printer }: Scene,
  key: string,
  range: RuleView['sportRange'],
  mask: number | undefined,
): void {
  if (range === undefined) return;
  const { start, end } = range;
  if (start !== end) {
    printer.value(`${key}_start`, start, ` ${key} ${start}`);
    printer.value(`${key}_end`, end, `-${end}`);
    return;
  }
  const whole = mask === undefined || mask === 0xffff;
  printer.value(key, start, whole ? ` ${key} ${start}` : ` ${key} ${hex(start)}/${hex(mask)}`);
  if (mask !== undefined) printer.field(`${key}_mask`, hex(mask));
}

/** The table, and which of its routes do not count. */
function printLookup({ printer, tables }: Scene, view: RuleView): void {
  const table = ruleTable(view);
  if (table === 0) return;
  const { suppressPrefixlen = -1, suppressIfgroup = -1 } = view;
  printer.value('table', tables.table.name(table), ` lookup ${tables.table.name(table)}`);
  if (suppressPrefixlen !== -1) {
    printer.value('suppress_prefixlen', suppressPrefixlen, ` suppress_prefixlength ${suppressPrefixlen}`);
  }
  if (suppressIfgroup !== -1) {
    const group = tables.group.name(suppressIfgroup);
    printer.value('suppress_ifgroup', group, ` suppress_ifgroup ${group}`);
  }
}

function printAction({ printer, tables, options }: Scene, { header, flow, goto }: RuleView): void {
  if (flow !== undefined) {
    const from = flow >>> 16;
    const to = tables.realm.name(flow & 0xffff);
    if (from === 0) printer.text(' realms ');
    else printer.value('flow_from', tables.realm.name(from), ` realms ${tables.realm.name(from)}/`);
    printer.value('flow_to', to, to);
  }
  const action = numberOf(FR_ACT, header.action);
  if (action === NAT) printer.value('masquerade', null, ' masquerade');
  else if (action === FR_ACT.values.goto) {
    printer.value('goto', goto ?? 'none', ` goto ${goto ?? 'none'}`);
    if ((header.flags & FIB_RULE.values.unresolved) !== 0) printer.value('unresolved', null, ' [unresolved]');
  } else if (action === FR_ACT.values.nop) printer.value('nop', null, ' nop');
  else if (action !== FR_ACT.values.toTbl) {
    const name = routeTypeName(action, options.numeric);
    printer.value('action', name, ` ${name}`);
  }
}

/** `RTN_NAT`, which kernels before 2.6 had. */
const NAT = 10;

/** What newer kernels can match in a packet. */
function printPacketFields({ printer, tables, options }: Scene, view: RuleView): void {
  const { dscp, dscpMask, flowlabel, flowlabelMask } = view;
  if (dscp !== undefined) {
    const named = options.numeric ? undefined : tables.dsfield.named(dscp << 2);
    const name = named ?? String(dscp);
    const whole = dscpMask === undefined || dscpMask === 0x3f;
    printer.value('dscp', name, whole ? ` dscp ${name}` : ` dscp ${hex(dscp)}/${hex(dscpMask)}`);
    if (dscpMask !== undefined) printer.field('dscp_mask', hex(dscpMask));
  }
  if (flowlabel === undefined || flowlabelMask === undefined) return;
  printer.value('flowlabel', hex(flowlabel), ` flowlabel ${hex(flowlabel)}`);
  const whole = flowlabelMask === 0xfffff;
  printer.value('flowlabel_mask', hex(flowlabelMask), whole ? '' : `/${hex(flowlabelMask)}`);
}
