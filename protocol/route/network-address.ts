import { byFamily, bytes, ipv4, ipv6 } from '../schema/index.ts';
import { AF, RTNL_FAMILY } from './families.ts';

/** An address of the family in the message's header; bytes where the family has no text form here. */
export const networkAddress = byFamily(
  {
    [AF.values.inet]: ipv4,
    [AF.values.inet6]: ipv6,
    [RTNL_FAMILY.ipmr]: ipv4,
    [RTNL_FAMILY.ip6mr]: ipv6,
  },
  bytes,
);
