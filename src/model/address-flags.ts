import { IFA_F } from '../../protocol/route/address.ts';

/** `IFA_F_*` as `ip` names them, in its order. The first is `temporary` of an IPv6 address. */
export const addressFlagWords: readonly (readonly [name: string, bit: number])[] = [
  ['secondary', IFA_F.values.secondary],
  ['nodad', IFA_F.values.nodad],
  ['optimistic', IFA_F.values.optimistic],
  ['dadfailed', IFA_F.values.dadfailed],
  ['home', IFA_F.values.homeaddress],
  ['deprecated', IFA_F.values.deprecated],
  ['tentative', IFA_F.values.tentative],
  ['permanent', IFA_F.values.permanent],
  ['mngtmpaddr', IFA_F.values.managetempaddr],
  ['noprefixroute', IFA_F.values.noprefixroute],
  ['autojoin', IFA_F.values.mcautojoin],
  ['stable-privacy', IFA_F.values.stablePrivacy],
];
