import type { bpf } from '../../../../protocol/route/route/encap/bpf.ts';
import type { ila } from '../../../../protocol/route/route/encap/ila.ts';
import type { ioam6 } from '../../../../protocol/route/route/encap/ioam6.ts';
import type { mpls } from '../../../../protocol/route/route/encap/mpls.ts';
import type { xfrm } from '../../../../protocol/route/route/encap/xfrm.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import type { Printer } from '../../print/printer.ts';
import type { Scene } from '../../scene.ts';
import { labelText } from './address.ts';
import { programText } from './encap-segments.ts';

/** `encap mpls 100/200 ttl 17`. */
export function printMpls(printer: Printer, { dst, ttl }: ValueOf<typeof mpls>): void {
  if (dst !== undefined) printer.value('dst', labelText(dst), ` ${labelText(dst)} `);
  if (ttl !== undefined) printer.value('ttl', ttl, `ttl ${ttl} `);
}

/** `encap xfrm if_id 7 link_dev eth0`. */
export function printXfrm(printer: Printer, { ifId, link }: ValueOf<typeof xfrm>, { links }: Scene): void {
  if (ifId !== undefined) printer.value('if_id', ifId, `if_id ${ifId} `);
  if (link !== undefined) printer.value('link_dev', links.name(link), `link_dev ${links.name(link)} `);
}

/** `encap bpf in obj FILE`: the names of the programs. */
export function printBpf(printer: Printer, view: ValueOf<typeof bpf>): void {
  for (const key of ['in', 'out', 'xmit'] as const) {
    const program = view[key];
    if (program !== undefined) {
      printer.value(key, program.name ?? '<unknown>', programText(key, program.name));
    }
  }
  const { xmitHeadroom } = view;
  if (xmitHeadroom !== undefined) printer.value('headroom', xmitHeadroom, ` ${xmitHeadroom} `);
}

/** `encap ioam6 mode inline trace prealloc type 0x800000 ns 1 size 12`. */
export function printIoam6(printer: Printer, view: ValueOf<typeof ioam6>): void {
  const { mode, dst, trace, freqK, freqN } = view;
  if (mode === undefined || trace === undefined || freqK === undefined || freqN === undefined) return;
  printer.value('freqk', freqK, `freq ${freqK}`);
  printer.value('freqn', freqN, `/${freqN} `);
  if (dst === undefined && mode !== 'inline') return;
  const name = typeof mode === 'number' ? '<unknown>' : mode;
  printer.value('mode', name, `mode ${name} `);
  if (dst !== undefined && mode !== 'inline') printer.value('tundst', dst, `tundst ${dst} `);
  printer.value('trace', null, 'trace ');
  printer.value('prealloc', null, 'prealloc ');
  const type = (trace.type >>> 8).toString(16);
  // `%#08x`: the two characters of 0x count.
  printer.value('type', type, `type 0x${type.padStart(6, '0')} `);
  printer.value('ns', trace.namespaceId, `ns ${trace.namespaceId} `);
  const size = (trace.remlen & 0x7f) * 4;
  printer.value('size', size, `size ${size} `);
}

const checksumModes: Readonly<Record<string, string>> = {
  adjustTransport: 'adj-transport',
  neutralMap: 'neutral-map',
  noAction: 'no-action',
  neutralMapAuto: 'neutral-map-auto',
};

const identifierTypes: Readonly<Record<string, string>> = {
  iid: 'iid',
  luid: 'luid',
  virtV4: 'virt-v4',
  virtUniV6: 'virt-uni-v6',
  virtMultiV6: 'virt-multi-v6',
  nonlocalAddr: 'nonlocal-addr',
  useFormat: 'use-format',
};

const hooks: Readonly<Record<string, string>> = { routeOutput: 'output', routeInput: 'input' };

/** `encap ila 2001:db8:0:1 csum-mode no-action`. */
export function printIla(printer: Printer, view: ValueOf<typeof ila>): void {
  const { locator, csumMode, identType, hookType } = view;
  if (locator !== undefined) {
    const text = [48n, 32n, 16n, 0n].map((by) => ((locator >> by) & 0xffffn).toString(16)).join(':');
    printer.value('locator', text, ` ${text} `);
  }
  const word = (key: string, names: Readonly<Record<string, string>>, value: string | number | undefined) => {
    if (value === undefined) return;
    const name = names[value] ?? 'unknown';
    printer.value(key, name, ` ${key.replace('_', '-')} ${name} `);
  };
  word('csum_mode', checksumModes, csumMode);
  word('ident_type', identifierTypes, identType);
  word('hook_type', hooks, hookType);
}
