import { NTF, NTF_EXT, NUD } from '../../protocol/route/neighbour.ts';

/** What `bridge fdb` calls an entry: kept for ever and ours, kept for ever, or learned and in use or not. */
export type FdbState = 'permanent' | 'static' | 'stale' | 'reachable';

/** The word for `NUD_*` bits; the first that matches counts. */
export function fdbState(state: number): FdbState | undefined {
  return stateWords.find(([, bit]) => (state & bit) !== 0)?.[0];
}

export const stateWords: readonly (readonly [word: FdbState, bit: number])[] = [
  ['permanent', NUD.values.permanent],
  ['static', NUD.values.noarp],
  ['stale', NUD.values.stale],
  ['reachable', NUD.values.reachable],
];

/** `NTF_*` and `NTF_EXT_*` as `bridge fdb` writes them, in its order. */
const flagWords = [
  ['self', NTF.values.self, 0],
  ['router', NTF.values.router, 0],
  ['extern_learn', NTF.values.extLearned, 0],
  ['offload', NTF.values.offloaded, 0],
  ['master', NTF.values.master, 0],
  ['sticky', NTF.values.sticky, 0],
  ['locked', 0, NTF_EXT.values.locked],
] as const;

export type FdbFlag = (typeof flagWords)[number][0];

/** The words for the bits of the header and of `NDA_FLAGS_EXT`. */
export function fdbFlags(flags: number, flagsExt: number): FdbFlag[] {
  return flagWords
    .filter(([, bit, extBit]) => ((flags & bit) | (flagsExt & extBit)) !== 0)
    .map(([word]) => word);
}
