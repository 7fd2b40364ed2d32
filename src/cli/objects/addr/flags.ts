import { IFA_F } from '../../../../protocol/route/address.ts';
import { addressFlagWords } from '../../../model/address-flags.ts';

const { permanent, secondary } = IFA_F.values;

export { addressFlagWords as addressFlags };

/** IPv6's word for `secondary`. */
export const TEMPORARY = 'temporary';

/** A bit that must be set, or not. */
export interface FlagFilter {
  readonly bit: number;
  readonly set: boolean;
}

/** The filter that a selector means: `dynamic`, `-tentative`; nothing for another word. */
export function flagFilter(word: string): FlagFilter | undefined {
  const negated = word.startsWith('-');
  const name = negated ? word.slice(1) : word;
  if (name === 'dynamic') return { bit: permanent, set: negated };
  if (name === 'primary') return { bit: secondary, set: negated };
  const bit = name === TEMPORARY ? secondary : addressFlagWords.find(([each]) => each === name)?.[1];
  return bit === undefined ? undefined : { bit, set: !negated };
}
