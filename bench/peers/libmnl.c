// libmnl, a C library: dumps routes into structs that are kept. See works.ts for the arguments.
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

struct route {
  struct rtmsg body;
  uint32_t table, interface;
  unsigned char destination[16], gateway[16];
};

static struct route *all;
static size_t count, room;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static int attribute(const struct nlattr *at, void *data) {
  const struct nlattr **found = data;
  if (mnl_attr_type_valid(at, RTA_MAX) >= 0) found[mnl_attr_get_type(at)] = at;
  return MNL_CB_OK;
}

static int message(const struct nlmsghdr *header, void *data) {
  (void)data;
  const struct nlattr *found[RTA_MAX + 1] = {0};
  mnl_attr_parse(header, sizeof(struct rtmsg), attribute, found);
  if (count == room) {
    room = room ? room * 2 : 1024;
    if (!(all = realloc(all, room * sizeof *all))) abort();
  }
  struct route *r = &all[count++];
  memset(r, 0, sizeof *r);
  r->body = *(struct rtmsg *)mnl_nlmsg_get_payload(header);
  if (found[RTA_TABLE]) r->table = mnl_attr_get_u32(found[RTA_TABLE]);
  if (found[RTA_OIF]) r->interface = mnl_attr_get_u32(found[RTA_OIF]);
  if (found[RTA_DST]) memcpy(r->destination, mnl_attr_get_payload(found[RTA_DST]), mnl_attr_get_payload_len(found[RTA_DST]));
  if (found[RTA_GATEWAY])
    memcpy(r->gateway, mnl_attr_get_payload(found[RTA_GATEWAY]), mnl_attr_get_payload_len(found[RTA_GATEWAY]));
  return MNL_CB_OK;
}

int main(int argc, char **argv) {
  if (argc < 3 || strcmp(argv[1], "dump")) return fprintf(stderr, "usage: libmnl dump 4|6\n"), 2;
  struct mnl_socket *socket = mnl_socket_open(NETLINK_ROUTE);
  if (!socket || mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0) return perror("socket"), 1;
  static char buffer[64 * 1024];
  struct nlmsghdr *header = mnl_nlmsg_put_header(buffer);
  header->nlmsg_type = RTM_GETROUTE;
  header->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  header->nlmsg_seq = 1;
  struct rtmsg *body = mnl_nlmsg_put_extra_header(header, sizeof *body);
  body->rtm_family = argv[2][0] == '6' ? AF_INET6 : AF_INET;
  double start = now();
  if (mnl_socket_sendto(socket, header, header->nlmsg_len) < 0) return perror("send"), 1;
  int state = MNL_CB_OK;
  while (state > MNL_CB_STOP) {
    ssize_t got = mnl_socket_recvfrom(socket, buffer, sizeof buffer);
    if (got < 0) return perror("recv"), 1;
    state = mnl_cb_run(buffer, got, 1, mnl_socket_get_portid(socket), message, NULL);
  }
  if (state < 0) return perror("dump"), 1;
  printf("{\"count\":%zu,\"seconds\":%.6f}\n", count, now() - start);
}
