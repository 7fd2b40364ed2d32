import { XDP_ATTACHED, type xdp } from '../../../../protocol/route/link/xdp.ts';
import type { ValueOf } from '../../../../protocol/schema/index.ts';
import { numberOf } from '../../../model/number.ts';
import type { Printer } from '../../print/printer.ts';

type Xdp = ValueOf<typeof xdp>;

const { none, drv, skb, hw, multi } = XDP_ATTACHED.values;

const words: Readonly<Record<number, string>> = {
  [drv]: 'xdp',
  [skb]: 'xdpgeneric',
  [hw]: 'xdpoffload',
  [multi]: 'xdpmulti',
};

/** The word on a link's first line, with the program's number where no line will tell it; everything in JSON. */
export function printXdp(printer: Printer, xdp: Xdp, programFollows: boolean): void {
  const { progId = 0 } = xdp;
  const mode = modeOf(xdp);
  if (mode === none) return;
  const number = !programFollows && progId !== 0 ? `/id:${progId}` : '';
  printer.text(`${words[mode] ?? `xdp[${mode}]`}${number} `);
  if (!printer.json) return;
  printer.object('xdp', () => {
    printer.field('mode', mode);
    if (progId !== 0) printProgram(printer, progId);
    printer.array('attached', () => {
      for (const [place, id] of attached(xdp, mode)) {
        printer.object(undefined, () => {
          printer.field('mode', place);
          printProgram(printer, id);
        });
      }
    });
  });
}

/** The lines that tell which programs run. */
export function printXdpPrograms(printer: Printer, xdp: Xdp): void {
  const { progId = 0, skbProgId = 0, drvProgId = 0, hwProgId = 0 } = xdp;
  const mode = modeOf(xdp);
  if (mode === none || printer.json) return;
  const line = (suffix: string, id: number) => {
    if (id === 0) return;
    printer.newline();
    printer.text(`    prog/xdp${suffix} id ${id} `);
  };
  line('', progId);
  if (mode !== multi) return;
  line('generic', skbProgId);
  line('drv', drvProgId);
  line('offload', hwProgId);
}

function attached({ progId, skbProgId, drvProgId, hwProgId }: Xdp, mode: number): [number, number][] {
  const programs: [number, number | undefined][] = [
    [skb, skbProgId],
    [drv, drvProgId],
    [hw, hwProgId],
  ];
  const known = programs.filter((each): each is [number, number] => each[1] !== undefined);
  // Old kernels tell only the one.
  return known.length > 0 || progId === undefined ? known : [[mode, progId]];
}

function modeOf({ attached = none }: Xdp): number {
  return numberOf(XDP_ATTACHED, attached);
}

/** NB: name and tag come from bpf(2), not from netlink, and are left out. */
function printProgram(printer: Printer, id: number): void {
  printer.object('prog', () => printer.field('id', id));
}
