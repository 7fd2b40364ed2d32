// The i-th route of the tables that the benchmarks build: `16.0.0.0/24 via 10.0.0.2` onwards for IPv4,
// `2001:db8::/64 via fd00::2` onwards for IPv6. Their order decides where the kernel's memory for them lies,
// and so how long a dump takes: a table filled in prefix order dumps four times as fast as one that was
// learned in no order, as routers learn theirs. Both are measured.
#ifndef FLOOR_ROUTE_H
#define FLOOR_ROUTE_H
#include "netlink.h"
#include <arpa/inet.h>

struct routes {
  int family;
  uint32_t interface;
  unsigned char gateway[16];
};

static inline struct routes routes(const char *family, const char *interface) {
  struct routes r = {.family = family[0] == '6' ? AF_INET6 : AF_INET, .interface = if_nametoindex(interface)};
  if (!r.interface) die(interface);
  inet_pton(r.family, r.family == AF_INET6 ? "fd00::2" : "10.0.0.2", r.gateway);
  return r;
}

// The route that comes `i`th of `n`: a fixed permutation (a prime over `n` reaches every number once).
static inline uint32_t shuffled(uint32_t i, uint32_t n) { return (uint64_t)i * 2654435761u % n; }

// Writes an RTM_NEWROUTE or RTM_DELROUTE for route `i` at `at`; returns its length.
static inline uint32_t route(void *at, const struct routes *r, uint16_t type, uint16_t flags, uint32_t i, uint32_t sequence) {
  struct nlmsghdr *message = at;
  struct rtmsg *body = NLMSG_DATA(message);
  *message = (struct nlmsghdr){NLMSG_LENGTH(sizeof *body), type, NLM_F_REQUEST | flags, sequence, 0};
  int v6 = r->family == AF_INET6;
  *body = (struct rtmsg){
      .rtm_family = r->family,
      .rtm_dst_len = v6 ? 64 : 24,
      .rtm_table = RT_TABLE_MAIN,
      .rtm_protocol = RTPROT_STATIC,
      .rtm_scope = RT_SCOPE_UNIVERSE,
      .rtm_type = RTN_UNICAST,
  };
  uint32_t destination[4] = {htonl(0x20010db8), htonl(i), 0, 0};
  if (!v6) destination[0] = htonl(0x10000000 + (i << 8));
  attribute(message, RTA_DST, destination, v6 ? 16 : 4);
  attribute(message, RTA_GATEWAY, r->gateway, v6 ? 16 : 4);
  attribute(message, RTA_OIF, &r->interface, 4);
  return message->nlmsg_len;
}

#endif
