import type { bpf } from '../../../../protocol/route/route/encap/bpf.ts';
import type { ila } from '../../../../protocol/route/route/encap/ila.ts';
import type { encap, LWTUNNEL_ENCAP } from '../../../../protocol/route/route/encap/index.ts';
import type { ioam6 } from '../../../../protocol/route/route/encap/ioam6.ts';
import type { ip } from '../../../../protocol/route/route/encap/ip.ts';
import type { ip6 } from '../../../../protocol/route/route/encap/ip6.ts';
import type { mpls } from '../../../../protocol/route/route/encap/mpls.ts';
import type { rpl } from '../../../../protocol/route/route/encap/rpl.ts';
import type { seg6 } from '../../../../protocol/route/route/encap/seg6.ts';
import type { seg6Local } from '../../../../protocol/route/route/encap/seg6local.ts';
import type { xfrm } from '../../../../protocol/route/route/encap/xfrm.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import type { Printer } from '../../print/printer.ts';
import type { Scene } from '../../scene.ts';
import { printBpf, printIla, printIoam6, printMpls, printXfrm } from './encap-other.ts';
import { printRpl, printSeg6, printSeg6Local } from './encap-segments.ts';
import { printIp, printIp6 } from './encap-tunnel.ts';

type EncapType = ReturnType<typeof LWTUNNEL_ENCAP.read>;

/** The names of `ip route`, where they are not the kernel's constants in small letters. */
const names: Readonly<Record<string, string>> = { seg6Local: 'seg6local' };

/** `RTA_ENCAP_TYPE` and `RTA_ENCAP`, of a route or of one next hop. */
export function printEncap(
  scene: Scene,
  type: EncapType | undefined,
  value: ValueOf<typeof encap> | undefined,
): void {
  if (type === undefined || value === undefined) return;
  const name = typeof type === 'string' && type !== 'none' ? (names[type] ?? type) : 'unknown';
  scene.printer.value('encap', name, ` encap ${name} `);
  // A type without a table leaves bytes.
  if (value instanceof Uint8Array || typeof type === 'number' || type === 'none') return;
  printers[type](scene, value);
}

type Print = (scene: Scene, value: ValueOf<typeof encap>) => void;

function of<C>(print: (printer: Printer, value: ValueOf<C>, scene: Scene) => void): Print {
  return (scene, value) => {
    print(scene.printer, value as ValueOf<C>, scene);
  };
}

const printers: Readonly<Record<Exclude<EncapType, number | 'none'>, Print>> = {
  mpls: of<typeof mpls>(printMpls),
  ip: of<typeof ip>(printIp),
  ila: of<typeof ila>(printIla),
  ip6: of<typeof ip6>(printIp6),
  seg6: of<typeof seg6>(printSeg6),
  bpf: of<typeof bpf>(printBpf),
  seg6Local: of<typeof seg6Local>(printSeg6Local),
  rpl: of<typeof rpl>(printRpl),
  ioam6: of<typeof ioam6>(printIoam6),
  xfrm: of<typeof xfrm>(printXfrm),
};
