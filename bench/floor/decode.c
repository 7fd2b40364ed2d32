// decode FILE dropped|kept|read: check and index every attribute of each route message in FILE, as libmnl
// does; `read` also reads destination, gateway, interface and table; `kept` allocates a struct for each.
#include "netlink.h"
#include <sys/stat.h>

struct kept {
  struct rtmsg route;
  uint32_t table, interface;
  unsigned char destination[16], gateway[16];
  const struct nlmsghdr *message;
};

static uint32_t u32(const struct rtattr *at) { return at && RTA_PAYLOAD(at) >= 4 ? *(uint32_t *)RTA_DATA(at) : 0; }

static void copy(unsigned char *to, const struct rtattr *at) {
  if (at) memcpy(to, RTA_DATA(at), RTA_PAYLOAD(at) < 16 ? RTA_PAYLOAD(at) : 16);
}

int main(int argc, char **argv) {
  struct stat stat;
  if (argc < 3) return fprintf(stderr, "usage: decode FILE dropped|kept|read\n"), 2;
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &stat) < 0) die(argv[1]);
  char *bytes = malloc(stat.st_size);
  if (!bytes || read(file, bytes, stat.st_size) != stat.st_size) die(argv[1]);
  int keep = argv[2][0] == 'k', look = keep || argv[2][0] == 'r';
  struct kept **all = keep ? calloc(stat.st_size / NLMSG_HDRLEN, sizeof *all) : NULL;
  unsigned long count = 0, sum = 0;
  int left = stat.st_size;
  double start = now();
  for (struct nlmsghdr *h = (void *)bytes; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
    const struct rtattr *found[RTA_MAX + 1] = {0};
    struct rtmsg *body = NLMSG_DATA(h);
    int rest = RTM_PAYLOAD(h);
    for (struct rtattr *at = RTM_RTA(body); RTA_OK(at, rest); at = RTA_NEXT(at, rest)) {
      unsigned type = at->rta_type & NLA_TYPE_MASK;
      if (type <= RTA_MAX) found[type] = at;
    }
    if (rest) return fprintf(stderr, "message %lu: %d stray bytes\n", count, rest), 1;
    if (look) {
      struct kept read = {.route = *body, .table = u32(found[RTA_TABLE]), .interface = u32(found[RTA_OIF]), .message = h};
      copy(read.destination, found[RTA_DST]);
      copy(read.gateway, found[RTA_GATEWAY]);
      sum += read.table + read.interface + read.destination[0] + read.gateway[0];
      if (keep) memcpy(all[count] = malloc(sizeof read), &read, sizeof read);
    } else {
      sum += found[RTA_DST] != NULL;
    }
    count++;
  }
  double seconds = now() - start;
  printf("{\"count\":%lu,\"bytes\":%ld,\"sum\":%lu,\"seconds\":%.6f}\n", count, (long)stat.st_size, sum, seconds);
}
