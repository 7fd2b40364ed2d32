import type { rpl } from '../../../../protocol/route/route/encap/rpl.ts';
import type { seg6 } from '../../../../protocol/route/route/encap/seg6.ts';
import { SEG6_LOCAL_FLV_OP, type seg6Local } from '../../../../protocol/route/route/encap/seg6local.ts';
import type { SegmentRoutingHeader } from '../../../../protocol/route/route/encap/segments.ts';
import { formatIPv6, type ValueOf } from '../../../../protocol/schema/index.ts';
import type { Printer } from '../../print/printer.ts';
import type { Scene } from '../../scene.ts';

const modes: Readonly<Record<string, string>> = { encapRed: 'encap.red', l2encapRed: 'l2encap.red' };

/** `encap seg6 mode encap segs 2001:db8::1,2001:db8::2`. */
export function printSeg6(printer: Printer, { srh }: ValueOf<typeof seg6>): void {
  if (srh === undefined) return;
  const mode = typeof srh.mode === 'number' ? '<unknown>' : (modes[srh.mode] ?? srh.mode);
  printer.value('mode', mode, `mode ${mode} `);
  printHeader(printer, srh);
}

/** Where packets carry the path backwards, people and JSON see it forwards. */
function printHeader(printer: Printer, { segments, flags, tlvs }: SegmentRoutingHeader): void {
  printSegments(printer, [...segments].reverse());
  if ((flags & HAS_HMAC) === 0 || tlvs.length < 8) return;
  const key = new DataView(tlvs.buffer, tlvs.byteOffset, tlvs.length).getUint32(HMAC_KEY);
  printer.value('hmac', key === 0 ? '0' : `0x${key.toString(16)}`, `hmac ${key.toString(16).toUpperCase()} `);
}

/** `SR6_FLAG1_HMAC`. */
const HAS_HMAC = 0x08;
/** Where a `struct sr6_tlv_hmac` has its key id. */
const HMAC_KEY = 4;

function printSegments(printer: Printer, segments: readonly string[]): void {
  printer.text(`segs ${segments.length} [ `);
  printer.array('segs', () => {
    for (const segment of segments) printer.element(segment, `${segment} `, 'inet6');
  });
  printer.text('] ');
}

/** `encap rpl segs 2001:db8::1`: `struct ipv6_rpl_sr_hdr`, whose addresses the kernel gives whole. */
export function printRpl(printer: Printer, { srh }: ValueOf<typeof rpl>): void {
  if (srh === undefined) return;
  const left = Math.min(srh[3] ?? 0, Math.floor((srh.length - 8) / 16));
  const segments = Array.from({ length: Math.max(left, 0) }, (_, index) => formatIPv6(srh, 8 + 16 * index));
  printSegments(printer, segments.reverse());
}

const actions: Readonly<Record<string, string>> = {
  end: 'End',
  endX: 'End.X',
  endT: 'End.T',
  endDx2: 'End.DX2',
  endDx6: 'End.DX6',
  endDx4: 'End.DX4',
  endDt6: 'End.DT6',
  endDt4: 'End.DT4',
  endB6: 'End.B6',
  endB6Encap: 'End.B6.Encaps',
  endBm: 'End.BM',
  endS: 'End.S',
  endAs: 'End.AS',
  endAm: 'End.AM',
  endBpf: 'End.BPF',
  endDt46: 'End.DT46',
};

/** `encap seg6local action End.DT6 table 100`. */
export function printSeg6Local(printer: Printer, view: ValueOf<typeof seg6Local>, scene: Scene): void {
  const { action, srh, table, vrftable, nh4, nh6, iif, oif, bpf, counters, flavors } = view;
  if (action === undefined) return;
  const { tables, links, options } = scene;
  const name = typeof action === 'number' ? '<invalid>' : (actions[action] ?? '<unknown>');
  const word = (key: string, value: string) => printer.value(key, value, `${key} ${value} `);
  word('action', name);
  if (srh !== undefined) printer.object('srh', () => printHeader(printer, srh));
  if (table !== undefined) word('table', tables.table.name(table));
  if (vrftable !== undefined) word('vrftable', tables.table.name(vrftable));
  if (nh4 !== undefined) word('nh4', nh4);
  if (nh6 !== undefined) word('nh6', nh6);
  if (iif !== undefined) word('iif', links.name(iif));
  if (oif !== undefined) word('oif', links.name(oif));
  if (bpf !== undefined) {
    printer.value('endpoint', bpf.progName ?? '<unknown>', programText('endpoint', bpf.progName));
  }
  if (counters !== undefined && options.statistics > 0) {
    const { packets = 0n, bytes = 0n, errors = 0n } = counters;
    printer.object('stats64', () => {
      for (const [key, count] of Object.entries({ packets, bytes, errors })) {
        printer.value(key, count, `${key} ${count} `);
      }
    });
  }
  if (flavors !== undefined) printFlavors(printer, flavors);
}

/** `NAME program `: a BPF program may have no name. */
export function programText(key: string, name: string | undefined): string {
  return name === undefined ? `${key} ` : `${key} ${name} `;
}

type Flavors = NonNullable<ValueOf<typeof seg6Local>['flavors']>;

function printFlavors(printer: Printer, { operation, lcblockBits, lcnodeFnBits }: Flavors): void {
  if (operation !== undefined) {
    const { psp, usp, usd, nextCsid } = SEG6_LOCAL_FLV_OP.values;
    const names = Object.entries({ psp, usp, usd, 'next-csid': nextCsid })
      .filter(([, bit]) => (operation & bit) !== 0)
      .map(([name]) => name);
    printer.text('flavors ');
    printer.array('flavors', () => {
      names.forEach((name, index) => {
        printer.element(name, index === 0 ? name : `,${name}`);
      });
    });
    printer.text(' ');
  }
  if (lcblockBits !== undefined) printer.value('lblen', lcblockBits, `lblen ${lcblockBits} `);
  if (lcnodeFnBits !== undefined) printer.value('nflen', lcnodeFnBits, `nflen ${lcnodeFnBits} `);
}
