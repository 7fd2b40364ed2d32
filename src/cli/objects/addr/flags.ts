import { IFA_F } from '../../../../protocol/route/address.ts';

const { permanent, secondary } = IFA_F.values;

/** `IFA_F_*` as `ip` names them, in its order. */
export const addressFlags: readonly (readonly [name: string, bit: number])[] = [
  ['secondary', secondary],
  ['nodad', IFA_F.values.nodad],
  ['optimistic', IFA_F.values.optimistic],
  ['dadfailed', IFA_F.values.dadfailed],
  ['home', IFA_F.values.homeaddress],
  ['deprecated', IFA_F.values.deprecated],
  ['tentative', IFA_F.values.tentative],
  ['permanent', permanent],
  ['mngtmpaddr', IFA_F.values.managetempaddr],
  ['noprefixroute', IFA_F.values.noprefixroute],
  ['autojoin', IFA_F.values.mcautojoin],
  ['stable-privacy', IFA_F.values.stablePrivacy],
];

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
  const bit = name === TEMPORARY ? secondary : addressFlags.find(([each]) => each === name)?.[1];
  return bit === undefined ? undefined : { bit, set: !negated };
}
