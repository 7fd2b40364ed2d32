// dump NETNS-PATH 4|6 [FILE]: dump all routes of a family, walk the headers, discard (or keep in FILE).
#include "netlink.h"

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: dump NETNS-PATH 4|6 [FILE]\n"), 2;
  enter(argv[1]);
  FILE *file = argc > 3 ? fopen(argv[3], "w") : NULL;
  if (argc > 3 && !file) die(argv[3]);
  int fd = netlink(1 << 20);
  struct {
    struct nlmsghdr header;
    struct rtmsg route;
  } request = {
      .header = {sizeof request, RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, 1, 0},
      .route = {.rtm_family = argv[2][0] == '6' ? AF_INET6 : AF_INET},
  };
  static char buffer[RECEIVE];
  struct iovec part = {buffer, sizeof buffer};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  unsigned long count = 0, bytes = 0, datagrams = 0;
  double start = now();
  if (send(fd, &request, sizeof request, 0) < 0) die("send");
  for (int done = 0; !done;) {
    ssize_t got = recvmsg(fd, &message, 0);
    if (got < 0) die("recvmsg");
    datagrams++;
    int left = got;
    char *end = buffer;
    for (struct nlmsghdr *h = (void *)buffer; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
      if (h->nlmsg_type == NLMSG_ERROR) refuse(h);
      if ((done = h->nlmsg_type == NLMSG_DONE)) break;
      count++;
      end = (char *)h + NLMSG_ALIGN(h->nlmsg_len);
    }
    bytes += end - buffer;
    if (file && fwrite(buffer, 1, end - buffer, file) != (size_t)(end - buffer)) die("write");
  }
  double seconds = now() - start;
  if (file && fclose(file)) die("close");
  printf("{\"count\":%lu,\"bytes\":%lu,\"datagrams\":%lu,\"seconds\":%.6f}\n", count, bytes, datagrams, seconds);
}
