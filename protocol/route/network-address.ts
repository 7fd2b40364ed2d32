import { byFamily, bytes, Codec, DecodeError, ipv4, ipv6 } from '../schema/index.ts';
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

/**
 * An address of the header's family or, as the empty text, nothing: `ip rule add from all` sends a FRA_SRC without
 * bytes, which the kernel does not look at when the prefix has no bits.
 */
export const optionalAddress = byFamily(
  { [AF.values.inet]: orNothing(ipv4), [AF.values.inet6]: orNothing(ipv6) },
  bytes,
);

function orNothing(address: Codec<string>): Codec<string> {
  return new Codec<string>({
    ...address,
    min: 0,
    check(_reader, at, end) {
      const size = end - at;
      if (size !== 0 && size !== address.min)
        throw new DecodeError(`${address.is} needs ${address.min} bytes or none, got ${size}`, at);
    },
    read: (reader, at, end, family) => (at === end ? '' : address.read(reader, at, end, family)),
    write(writer, value, family) {
      if (value !== '') address.write(writer, value, family);
    },
  });
}
