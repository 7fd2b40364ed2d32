// get NETNS-PATH INTERFACE N: N times RTM_GETLINK by index, each sent after the reply to the one before.
#include "netlink.h"

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "usage: get NETNS-PATH INTERFACE N\n"), 2;
  enter(argv[1]);
  long n = atol(argv[3]);
  int fd = netlink(1 << 20);
  struct {
    struct nlmsghdr header;
    struct ifinfomsg link;
  } request = {
      .header = {sizeof request, RTM_GETLINK, NLM_F_REQUEST, 0, 0},
      .link = {.ifi_index = if_nametoindex(argv[2])},
  };
  if (!request.link.ifi_index) die(argv[2]);
  static char buffer[RECEIVE];
  unsigned long bytes = 0;
  double start = now();
  for (long i = 0; i < n; i++) {
    request.header.nlmsg_seq++;
    if (send(fd, &request, sizeof request, 0) < 0) die("send");
    ssize_t got = recv(fd, buffer, sizeof buffer, 0);
    if (got < 0) die("recv");
    struct nlmsghdr *reply = (void *)buffer;
    if (reply->nlmsg_type == NLMSG_ERROR) refuse(reply);
    if (reply->nlmsg_type != RTM_NEWLINK || reply->nlmsg_seq != request.header.nlmsg_seq) {
      fprintf(stderr, "unexpected reply of type %u\n", reply->nlmsg_type);
      return 1;
    }
    bytes += got;
  }
  double seconds = now() - start;
  printf("{\"count\":%ld,\"bytes\":%lu,\"seconds\":%.6f}\n", n, bytes, seconds);
}
