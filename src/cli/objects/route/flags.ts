import { RTM_F } from '../../../../protocol/route/route/rtmsg.ts';
import type { Printer } from '../../print/printer.ts';

const { values } = RTM_F;

/** `RTNH_F_*` and `RTM_F_*` in the order and under the names of `ip route`. */
const shown: readonly (readonly [bit: number, name: string])[] = [
  [values.dead, 'dead'],
  [values.onlink, 'onlink'],
  [values.pervasive, 'pervasive'],
  [values.offload, 'offload'],
  [values.trap, 'trap'],
  [values.notify, 'notify'],
  [values.linkdown, 'linkdown'],
  [values.unresolved, 'unresolved'],
  [values.rtOffload, 'rt_offload'],
  [values.rtTrap, 'rt_trap'],
  [values.offloadFailed, 'rt_offload_failed'],
];

/** Flags of a route or of one next hop; JSON has the array even when it is empty. */
export function printRouteFlags(printer: Printer, flags: number): void {
  printer.array('flags', () => {
    if (flags === 0) return;
    for (const [bit, name] of shown) if ((flags & bit) !== 0) printer.element(name, `${name} `);
  });
}

/** `RTCF_*` from linux/in_route.h, which the answer to a look-up carries in `rtm_flags`. */
const cached: readonly (readonly [bit: number, name: string])[] = [
  [0x80000000, 'local'],
  [0x40000000, 'reject'],
  [0x20000000, 'mc'],
  [0x10000000, 'brd'],
  [0x08000000, 'dst-nat'],
  [0x00800000, 'src-nat'],
  [0x00400000, 'masq'],
  [0x00020000, 'dst-direct'],
  [0x04000000, 'src-direct'],
  [0x00040000, 'redirected'],
  [0x01000000, 'redirect'],
  [0x00200000, 'fastroute'],
  [0x00010000, 'notify'],
  [0x00080000, 'proxy'],
];

/** How an answer to a look-up would be cached: the upper 16 bits of `rtm_flags`. */
export function printCacheFlags(printer: Printer, flags: number): void {
  if (!printer.json) {
    printer.newline();
    printer.text('    cache ');
  }
  let rest = flags & ~0xffff;
  const names: string[] = [];
  for (const [bit, name] of cached) {
    if ((rest & bit) === 0) continue;
    rest &= ~bit;
    names.push(name);
  }
  if (rest !== 0) names.push((rest >>> 0).toString(16));
  printer.array('cache', () => {
    names.forEach((name, index) => {
      const first = index === 0 ? '<' : '';
      printer.element(name, index === names.length - 1 ? `${first}${name}> ` : `${first}${name},`);
    });
  });
}
