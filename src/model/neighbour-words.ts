import { NTF, NTF_EXT, NUD } from '../../protocol/route/neighbour.ts';

/** `NUD_*` as `ip neigh` writes them, in its order. */
export const neighbourStates = {
  INCOMPLETE: NUD.values.incomplete,
  REACHABLE: NUD.values.reachable,
  STALE: NUD.values.stale,
  DELAY: NUD.values.delay,
  PROBE: NUD.values.probe,
  FAILED: NUD.values.failed,
  NOARP: NUD.values.noarp,
  PERMANENT: NUD.values.permanent,
} as const;

/** How sure it is that a neighbour is there; `NONE` is no state at all, as proxies have it. */
export type NeighbourState = keyof typeof neighbourStates | 'NONE';

/** The word for `NUD_*` bits; the first that matches counts. */
export function neighbourState(bits: number): NeighbourState {
  return WORDS.find(([, bit]) => (bits & bit) !== 0)?.[0] ?? 'NONE';
}

const WORDS = Object.entries(neighbourStates) as [NeighbourState, number][];

/** In capitals as `ip` prints it, or as it takes it. */
export type NeighbourStateWord = NeighbourState | Lowercase<NeighbourState>;

/** `NTF_*` and `NTF_EXT_*` as `ip neigh` writes them, in its order. */
const flagWords = [
  ['router', NTF.values.router, 0],
  ['proxy', NTF.values.proxy, 0],
  ['managed', 0, NTF_EXT.values.managed],
  ['extern_valid', 0, NTF_EXT.values.extValidated],
  ['extern_learn', NTF.values.extLearned, 0],
  ['offload', NTF.values.offloaded, 0],
] as const;

export type NeighbourFlag = (typeof flagWords)[number][0];

/** The words for the bits of the header and of `NDA_FLAGS_EXT`. */
export function neighbourFlags(flags: number, flagsExt: number): NeighbourFlag[] {
  return flagWords
    .filter(([, bit, extBit]) => ((flags & bit) | (flagsExt & extBit)) !== 0)
    .map(([word]) => word);
}
