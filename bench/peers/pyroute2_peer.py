"""pyroute2: see works.ts for the arguments and the JSON line that each peer prints."""

import json
import socket
import sys
import time

from pyroute2 import IPRoute


def destination(i, n):
    address = 0x10000000 + (i * 2654435761 % n << 8)
    return socket.inet_ntoa(address.to_bytes(4, "big")) + "/24"


work, args = sys.argv[1], sys.argv[2:]
with IPRoute() as ipr:
    if work == "dump":
        family = socket.AF_INET6 if args[0] == "6" else socket.AF_INET
        start = time.monotonic()
        count = len(list(ipr.get_routes(family=family)))
    elif work == "get":
        index, count = socket.if_nametoindex(args[0]), int(args[1])
        start = time.monotonic()
        for _ in range(count):
            ipr.link("get", index=index)
    else:
        index, count = socket.if_nametoindex(args[0]), int(args[1])
        start = time.monotonic()
        for i in range(count):
            ipr.route("del" if work == "delete" else work, dst=destination(i, count), gateway="10.0.0.2", oif=index)
    print(json.dumps({"count": count, "seconds": time.monotonic() - start}))
