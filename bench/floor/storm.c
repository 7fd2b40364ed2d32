// storm NETNS-PATH INTERFACE M: M IPv4 route events as fast as the kernel makes them: 1,000 routes added,
// the same 1,000 deleted, and again. Nothing is acknowledged but the end of each datagram.
#include "route.h"

enum { BATCH = 1000, ROUTE_MAX = 80 };

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "usage: storm NETNS-PATH INTERFACE M\n"), 2;
  enter(argv[1]);
  struct routes r = routes("4", argv[2]);
  uint32_t m = atol(argv[3]);
  if (m % (2 * BATCH)) return fprintf(stderr, "M must be a multiple of %d\n", 2 * BATCH), 2;
  int fd = netlink(64 << 20);
  static char out[2][BATCH * ROUTE_MAX], in[RECEIVE];
  size_t length[2] = {0, 0};
  for (uint32_t k = 0; k < BATCH; k++) {
    uint16_t last = k == BATCH - 1 ? NLM_F_ACK : 0;
    length[0] += route(out[0] + length[0], &r, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL | last, k, k + 1);
    length[1] += route(out[1] + length[1], &r, RTM_DELROUTE, last, k, k + 1);
  }
  double start = now();
  for (uint32_t i = 0; i < m; i += BATCH) {
    int delete = i / BATCH % 2;
    if (send(fd, out[delete], length[delete], 0) < 0) die("send");
    if (recv(fd, in, sizeof in, 0) < 0) die("recv");
    if (((struct nlmsghdr *)in)->nlmsg_type == NLMSG_ERROR) refuse((struct nlmsghdr *)in);
  }
  double seconds = now() - start;
  printf("{\"count\":%u,\"seconds\":%.6f}\n", m, seconds);
}
