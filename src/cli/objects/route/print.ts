import { RTNL_FAMILY } from '../../../../protocol/route/families.ts';
import { ICMPV6_ROUTER_PREF, type route } from '../../../../protocol/route/route/route.ts';
import {
  RT_SCOPE,
  RT_TABLE,
  RT_TABLE_8,
  RTM_F,
  RTN,
  RTPROT,
} from '../../../../protocol/route/route/rtmsg.ts';
import type { MessageViewOf, ValueOf } from '../../../../protocol/schema/index.ts';
import { numberOf } from '../../../model/number.ts';
import { routeTypeName } from '../../names/route-types.ts';
import type { Scene } from '../../scene.ts';
import { addressBits, addressText, familyColor, type RouteAddress, viaText } from './address.ts';
import { printCacheinfo } from './cacheinfo.ts';
import { printEncap } from './encap.ts';
import { printCacheFlags, printRouteFlags } from './flags.ts';
import { printMetrics } from './metrics.ts';
import { printMultipath } from './multipath.ts';
import { type NexthopObjects, printNexthop } from './nexthop.ts';
import { printRealms } from './realms.ts';

export type RouteView = MessageViewOf<typeof route>;

/** What every route of a listing has in common, and which is therefore not said of each. */
export type Common =
  | 'table'
  | 'protocol'
  | 'scope'
  | 'tos'
  | 'gateway'
  | 'dev'
  | 'prefsrc'
  | 'metric'
  | 'realms'
  | 'iif';

/** How routes are printed. */
export interface RouteScene extends Scene {
  readonly common: ReadonlySet<Common>;
  /** With `-d`: the objects that routes name by `nhid`. */
  readonly nexthops: NexthopObjects;
}

/** The table of a route, which its header may be too small for. */
export function tableOf({ header, table }: RouteView): number {
  return table === undefined ? numberOf(RT_TABLE_8, header.table) : numberOf(RT_TABLE, table);
}

/** One route, as `ip route` prints it: everything between the braces. */
export function printRoute(scene: RouteScene, view: RouteView): void {
  const { printer, tables, options, common } = scene;
  const { header } = view;
  const details = options.details > 0;
  const family = realFamily(header.family);
  const cloned = (header.flags & RTM_F.values.cloned) !== 0;
  const word = (key: string, value: string) => printer.value(key, value, `${key} ${value} `);

  if (view.$type === 'RTM_DELROUTE') printer.value('deleted', true, 'Deleted ');
  if (header.type !== 'unicast' || details) {
    const type = routeTypeName(numberOf(RTN, header.type), options.numeric);
    printer.value('type', type, `${type} `);
  }
  printDestination(scene, view, family);
  const { nhId, newdst, gateway, via, oif, prefsrc, priority, mark, flow, uid } = view;
  if (nhId !== undefined) printer.value('nhid', nhId, `nhid ${nhId} `);
  if (newdst !== undefined) printer.value('to', addressText(newdst), `as to ${addressText(newdst)} `);
  printEncap(scene, view.encapType, view.encap);
  if (header.tos !== 0 && !common.has('tos')) word('tos', tables.dsfield.name(header.tos));
  if (gateway !== undefined && !common.has('gateway')) printGateway(scene, gateway, header.family);
  if (via !== undefined) printVia(scene, via);
  if (oif !== undefined && !common.has('dev')) printDevice(scene, 'dev', oif);
  const table = tableOf(view);
  if (table !== 0 && (table !== RT_TABLE.values.main || details) && !common.has('table')) {
    word('table', tables.table.name(table));
  }
  if (!cloned) {
    const protocol = numberOf(RTPROT, header.protocol);
    if ((protocol !== RTPROT.values.boot || details) && !common.has('protocol')) {
      printer.value('protocol', tables.protocol.name(protocol), `proto ${tables.protocol.name(protocol)} `);
    }
    const scope = numberOf(RT_SCOPE, header.scope);
    if ((scope !== RT_SCOPE.values.universe || details) && !common.has('scope')) {
      word('scope', tables.scope.name(scope));
    }
  }
  if (prefsrc !== undefined && !common.has('prefsrc')) {
    printer.text('src ');
    printer.value('prefsrc', addressText(prefsrc), `${addressText(prefsrc)} `, familyColor(header.family));
  }
  if (priority !== undefined && !common.has('metric')) {
    printer.value('metric', priority, `metric ${priority} `);
  }
  printRouteFlags(printer, header.flags);
  if (mark !== undefined && mark !== 0) {
    printer.value('mark', mark, mark >= 16 ? `mark 0x${mark.toString(16)} ` : `mark ${mark} `);
  }
  if (flow !== undefined && !common.has('realms')) printRealms(scene, flow);
  if (uid !== undefined) printer.value('uid', uid, `uid ${uid} `);
  printCache(scene, view, cloned);
  const { metrics, iif, pref, ttlPropagate, multipath } = view;
  if (metrics !== undefined) printMetrics(printer, metrics);
  if (iif !== undefined && !common.has('iif')) printDevice(scene, 'iif', iif);
  if (pref !== undefined) printPreference(scene, pref);
  if (ttlPropagate !== undefined) {
    // The key's spelling is iproute2's.
    const text = `ttl-propogate ${ttlPropagate === 0 ? 'disabled' : 'enabled'}`;
    printer.value('ttl-propogate', ttlPropagate !== 0, text);
  }
  if (nhId !== undefined && details) {
    const nexthop = scene.nexthops.get(nhId);
    if (nexthop !== undefined) {
      printer.text('\n\tnh_info ');
      printer.object('nh_info', () => printNexthop(scene, nexthop));
    }
  }
  if (multipath !== undefined) printMultipath(scene, view, multipath);
  printer.text('\n');
}

/** The family of a multicast route's addresses. */
function realFamily(family: string | number): string | number {
  if (family === RTNL_FAMILY.ipmr) return 'inet';
  return family === RTNL_FAMILY.ip6mr ? 'inet6' : family;
}

function printDestination({ printer }: Scene, view: RouteView, family: string | number): void {
  const { header, dst, src } = view;
  const color = familyColor(family);
  const bits = addressBits(header.family);
  const prefix = (address: RouteAddress, length: number) =>
    length === bits ? addressText(address) : `${addressText(address)}/${length}`;
  if (dst !== undefined) {
    const text = prefix(dst, header.dstLen);
    printer.value('dst', text, `${text} `, color);
  } else if (header.dstLen !== 0) {
    // As iproute2 has it, space and all.
    printer.value('dst', `0/${header.dstLen} `, `0/${header.dstLen}  `);
  } else {
    printer.value('dst', 'default', 'default ');
  }
  if (src !== undefined) {
    const text = prefix(src, header.srcLen);
    printer.value('from', text, `from ${text} `, color);
  } else if (header.srcLen !== 0) {
    printer.value('src', `0/${header.srcLen}`, `from 0/${header.srcLen}`);
  }
}

/** `via ADDRESS`, of the route's own family. */
export function printGateway({ printer }: Scene, gateway: RouteAddress, family: string | number): void {
  const text = addressText(gateway);
  printer.text('via ');
  printer.value('gateway', text, `${text} `, familyColor(family));
}

/** `via FAMILY ADDRESS`, of another family. */
export function printVia({ printer }: Scene, via: NonNullable<RouteView['via']>): void {
  const { family, host } = viaText(via);
  printer.text(`via ${family} `);
  printer.object('via', () => {
    printer.field('family', family);
    printer.value('host', host, `${host} `, familyColor(via.family));
  });
}

/** `dev NAME`, `iif NAME`. */
export function printDevice({ printer, links }: Scene, key: string, index: number): void {
  const name = links.name(index);
  printer.text(`${key} `);
  printer.value(key, name, `${name} `, 'interface');
}

function printCache({ printer, options }: Scene, { header, cacheinfo }: RouteView, cloned: boolean): void {
  if (header.family !== 'inet' && header.family !== 'inet6') return;
  if (header.family === 'inet' && cloned) printCacheFlags(printer, header.flags);
  if (cacheinfo !== undefined) printCacheinfo(printer, cacheinfo, options.statistics > 0);
}

function printPreference({ printer }: Scene, pref: ValueOf<typeof ICMPV6_ROUTER_PREF>): void {
  const number = numberOf(ICMPV6_ROUTER_PREF, pref);
  if (pref === 'invalid' || typeof pref === 'number') printer.value('pref', number, `${number}`);
  else printer.value('pref', pref, `pref ${pref}`);
}
