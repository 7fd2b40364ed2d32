// What every floor program needs: a namespace, an rtnetlink socket with the best known settings, a clock.
#ifndef FLOOR_NETLINK_H
#define FLOOR_NETLINK_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// The kernel builds dump datagrams as large as the largest buffer it has seen, up to 32 KiB.
enum { RECEIVE = 64 * 1024 };

static inline void die(const char *what) {
  perror(what);
  exit(1);
}

static inline double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static inline void enter(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || setns(fd, CLONE_NEWNET) < 0) die(path);
  close(fd);
}

static inline void set(int fd, int level, int option, int value, const char *what) {
  if (setsockopt(fd, level, option, &value, sizeof value) < 0) die(what);
}

// `buffer` bytes of send and receive buffer, past the system's limit (needs CAP_NET_ADMIN).
static inline int netlink(int buffer) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (fd < 0) die("socket");
  set(fd, SOL_SOCKET, SO_SNDBUFFORCE, buffer, "SO_SNDBUFFORCE");
  set(fd, SOL_SOCKET, SO_RCVBUFFORCE, buffer, "SO_RCVBUFFORCE");
  set(fd, SOL_NETLINK, NETLINK_CAP_ACK, 1, "NETLINK_CAP_ACK");
  set(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1, "NETLINK_GET_STRICT_CHK");
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  if (connect(fd, (struct sockaddr *)&kernel, sizeof kernel) < 0) die("connect");
  return fd;
}

static inline void attribute(struct nlmsghdr *message, uint16_t type, const void *value, uint16_t length) {
  struct rtattr *at = (struct rtattr *)((char *)message + NLMSG_ALIGN(message->nlmsg_len));
  at->rta_type = type;
  at->rta_len = RTA_LENGTH(length);
  memcpy(RTA_DATA(at), value, length);
  message->nlmsg_len = NLMSG_ALIGN(message->nlmsg_len) + RTA_ALIGN(at->rta_len);
}

static inline void refuse(const struct nlmsghdr *message) {
  const struct nlmsgerr *error = NLMSG_DATA(message);
  if (error->error == 0) return;
  errno = -error->error;
  fprintf(stderr, "request %u: ", message->nlmsg_seq);
  die("the kernel refused");
}

#endif
