// routes NETNS-PATH INTERFACE 4|6 add|delete N BATCH sorted|shuffled: add or delete N routes, BATCH messages a datagram.
// Only the last message of a datagram asks for an acknowledgement: the kernel reports failures unasked.
// A BATCH of 1 is the classic way, an acknowledgement awaited for every request.
#include "route.h"

enum { ROUTE_MAX = 80 };

int main(int argc, char **argv) {
  if (argc < 8) return fprintf(stderr, "usage: routes NETNS-PATH INTERFACE 4|6 add|delete N BATCH sorted|shuffled\n"), 2;
  enter(argv[1]);
  struct routes r = routes(argv[3], argv[2]);
  int add = argv[4][0] == 'a', sorted = !strcmp(argv[7], "sorted");
  uint32_t n = atol(argv[5]), batch = atol(argv[6]);
  uint16_t type = add ? RTM_NEWROUTE : RTM_DELROUTE;
  uint16_t flags = add ? NLM_F_CREATE | NLM_F_EXCL : 0;
  int fd = netlink(64 << 20);
  char *out = malloc((size_t)batch * ROUTE_MAX);
  static char in[RECEIVE];
  if (!out) die("malloc");
  double start = now();
  for (uint32_t i = 0; i < n;) {
    size_t length = 0;
    for (uint32_t k = 0; k < batch && i < n; k++, i++) {
      int last = k == batch - 1 || i == n - 1;
      uint32_t which = sorted ? i : shuffled(i, n);
      length += route(out + length, &r, type, flags | (last ? NLM_F_ACK : 0), which, i + 1);
    }
    if (send(fd, out, length, 0) < 0) die("send");
    for (uint32_t acknowledged = 0; acknowledged != i;) {
      ssize_t got = recv(fd, in, sizeof in, 0);
      if (got < 0) die("recv");
      int left = got;
      for (struct nlmsghdr *h = (void *)in; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
        if (h->nlmsg_type == NLMSG_ERROR) refuse(h);
        acknowledged = h->nlmsg_seq;
      }
    }
  }
  double seconds = now() - start;
  printf("{\"count\":%u,\"seconds\":%.6f}\n", n, seconds);
}
