import { USER_HZ } from '../../../model/clock-ticks.ts';
import { fdbFlags, fdbState } from '../../../model/fdb-words.ts';
import { hardwareAddress } from '../../names/hardware-address.ts';
import type { Printer } from '../../print/printer.ts';
import type { NeighbourScene, NeighbourView } from '../neigh/print.ts';

/** One forwarding entry, as `bridge fdb` prints it: everything between the braces. */
export function printForwarding(scene: NeighbourScene, view: NeighbourView): void {
  const { printer, links, options } = scene;
  const { header, lladdr, dst, vlan = 0, port, vni, srcVni, ifindex, nhId, linkNetnsid, master } = view;
  if (view.$type === 'RTM_DELNEIGH') printer.value('deleted', true, 'Deleted ');
  if (lladdr !== undefined && lladdr !== '') {
    const mac = hardwareAddress(lladdr, links.type(header.ifindex));
    printer.value('mac', mac, `${mac} `, 'mac');
  }
  if (!scene.oneLink && header.ifindex !== 0) {
    const name = links.name(header.ifindex);
    printer.text('dev ');
    printer.value('ifname', name, `${name} `, 'interface');
  }
  if (dst !== undefined) {
    const text = typeof dst === 'string' ? dst : '???';
    printer.text('dst ');
    printer.value('dst', text, `${text} `, text.includes(':') ? 'inet6' : 'inet');
  }
  const number = (key: string, value: number | undefined, word = key) => {
    if (value !== undefined) printer.value(key, value, `${word} ${value} `);
  };
  if (vlan !== 0) number('vlan', vlan);
  number('port', port);
  number('vni', vni);
  number('src_vni', srcVni);
  if (ifindex !== undefined) {
    // An index in another namespace names nothing here.
    if (linkNetnsid !== undefined) number('viaIfIndex', ifindex, 'via ifindex');
    else printer.value('viaIf', links.name(ifindex), `via ${links.name(ifindex)} `);
  }
  number('nhid', nhId);
  number('linkNetNsId', linkNetnsid, 'link-netnsid');
  if (options.statistics > 0) printUse(printer, view);
  if (options.details > 0) printActivity(printer, view);
  printer.array('flags', () => {
    for (const flag of fdbFlags(header.flags, view.flagsExt ?? 0)) printer.element(flag, `${flag} `);
  });
  if (master !== undefined) printer.value('master', links.name(master), `master ${links.name(master)} `);
  const state = stateName(header.state);
  printer.value('state', state, state.startsWith('0x') ? `state=${state}\n` : `${state}\n`);
}

/** Seconds ago. */
function printUse(printer: Printer, { cacheinfo }: NeighbourView): void {
  if (cacheinfo === undefined) return;
  const used = Math.trunc(cacheinfo.used / USER_HZ);
  const updated = Math.trunc(cacheinfo.updated / USER_HZ);
  printer.value('used', used, `used ${used}`);
  printer.value('updated', updated, `/${updated} `);
}

function printActivity(printer: Printer, { fdbExtAttrs }: NeighbourView): void {
  const notify = fdbExtAttrs?.activityNotify ?? 0;
  if ((notify & 1) !== 0) printer.value('activity_notify', true, 'activity_notify ');
  if ((notify & 2) !== 0) printer.value('inactive', true, 'inactive ');
}

function stateName(state: number): string {
  const word = fdbState(state);
  if (word !== undefined) return word === 'reachable' ? '' : word;
  return state === 0 ? '0' : `0x${state.toString(16)}`;
}
