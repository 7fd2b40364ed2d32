// listen NETNS-PATH M BUFFER: receive IPv4 route events until M have come or none came for a second.
// Prints `ready` once it listens; the seconds are those from the first event to the last.
#include "netlink.h"

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "usage: listen NETNS-PATH M BUFFER\n"), 2;
  enter(argv[1]);
  unsigned long m = atol(argv[2]), count = 0, overruns = 0, bytes = 0;
  int fd = netlink(atoi(argv[3]));
  set(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, RTNLGRP_IPV4_ROUTE, "NETLINK_ADD_MEMBERSHIP");
  struct timeval patience = {30, 0};
  if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0) die("SO_RCVTIMEO");
  puts("ready");
  fflush(stdout);
  static char buffer[RECEIVE];
  double first = 0, last = 0;
  while (count < m) {
    ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got < 0 && errno == ENOBUFS) {
      overruns++;
      continue;
    }
    if (got < 0 && errno == EAGAIN) break;
    if (got < 0) die("recv");
    last = now();
    if (!first) {
      first = last;
      patience.tv_sec = 1;
      setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    bytes += got;
    int left = got;
    for (struct nlmsghdr *h = (void *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) count++;
  }
  printf("{\"count\":%lu,\"bytes\":%lu,\"lost\":%ld,\"overruns\":%lu,\"seconds\":%.6f}\n", count, bytes,
         (long)m - (long)count, overruns, last - first);
}
