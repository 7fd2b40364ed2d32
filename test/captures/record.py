#!/usr/bin/env python3
"""record.py CONFIGURATIONS.json SIZE: records what this kernel says, as hex text. Run by record.sh in the VM, as root.

Every configuration is built in a namespace of its own while an nlmon device and a socket in all multicast groups
listen; then the kernel is asked for its dumps. A message is kept when nothing of its shape was kept before: its type,
flags and attribute numbers, nested ones too. That, and where a message and its attributes begin, is all this knows
about netlink: what is recorded must not depend on a decoder.
"""
import base64, collections, ctypes, io, json, os, select, signal, socket, struct, subprocess, sys, tarfile, time

ROUTE = 0  # NETLINK_ROUTE
REQUEST, ACK, DUMP = 1, 4, 0x300
INET, INET6, BRIDGE, MPLS = 2, 10, 7, 28
libc = ctypes.CDLL(None, use_errno=True)
kernel = os.uname().release

# Message types from 16 on come in fours (NEW, DEL, GET, SET): the first's file, the size of the fixed header, and the
# bytes of that header that make a message differ in kind (family, type, state, flags).
TYPES = {
    16: ("link", 16, (0, 2, 3)),
    20: ("address", 8, (0, 2, 3)),
    24: ("route", 12, (0, 3, 7, 8, 9)),
    28: ("neighbour", 12, (0, 8, 9, 10, 11)),
    32: ("rule", 12, (0, 7, 8)),
    36: ("qdisc", 20, (0,)),
    40: ("class", 20, (0,)),
    48: ("action", 4, (0,)),
    52: ("prefix", 12, (0,)),
    56: ("multicast", 8, (0,)),
    60: ("anycast", 8, (0,)),
    64: ("neightbl", 4, (0,)),
    68: ("nduseropt", 16, (0,)),
    72: ("addrlabel", 12, (0,)),
    80: ("netconf", 4, (0,)),
    84: ("mdb", 8, (0,)),
    88: ("nsid", 4, ()),
    92: ("stats", 12, (0, 8)),
    96: ("cachereport", 4, ()),
    100: ("chain", 20, ()),
    104: ("nexthop", 8, (0,)),
    108: ("linkprop", 16, (0,)),
    112: ("vlan", 8, (0,)),
    116: ("nexthopbucket", 8, ()),
    120: ("tunnel", 8, ()),
}


def attribute(type, payload=b""):
    return struct.pack("HH", 4 + len(payload), type) + payload + b"\0" * (-len(payload) % 4)


def message(type, flags, body, sequence=1):
    return struct.pack("IHHII", 16 + len(body), type, flags, sequence, 0) + body


def family(number, size):
    return bytes([number]) + b"\0" * (size - 1)


ext_mask = lambda bits: attribute(29, struct.pack("I", bits))
DUMPS = [  # what is asked, the words for it
    (18, family(0, 16) + ext_mask(1), "RTM_GETLINK dump, IFLA_EXT_MASK RTEXT_FILTER_VF"),
    (18, family(BRIDGE, 16) + ext_mask(2), "RTM_GETLINK dump, AF_BRIDGE, RTEXT_FILTER_BRVLAN"),
    (18, family(BRIDGE, 16) + ext_mask(4), "RTM_GETLINK dump, AF_BRIDGE, RTEXT_FILTER_BRVLAN_COMPRESSED"),
    (22, family(0, 8), "RTM_GETADDR dump"),
    (26, family(INET, 12), "RTM_GETROUTE dump, AF_INET"),
    (26, family(INET6, 12), "RTM_GETROUTE dump, AF_INET6"),
    (26, family(MPLS, 12), "RTM_GETROUTE dump, AF_MPLS"),
    (30, family(0, 12), "RTM_GETNEIGH dump"),
    (30, family(0, 10) + b"\x08\0", "RTM_GETNEIGH dump, NTF_PROXY"),
    (30, family(BRIDGE, 12), "RTM_GETNEIGH dump, AF_BRIDGE"),
    (34, family(0, 12), "RTM_GETRULE dump"),
    (58, family(INET6, 8), "RTM_GETMULTICAST dump, AF_INET6"),
    (62, family(INET6, 8), "RTM_GETANYCAST dump, AF_INET6"),
    (66, family(0, 4), "RTM_GETNEIGHTBL dump"),
    (74, family(INET6, 12), "RTM_GETADDRLABEL dump"),
    (82, family(INET, 4), "RTM_GETNETCONF dump, AF_INET"),
    (82, family(INET6, 4), "RTM_GETNETCONF dump, AF_INET6"),
    (82, family(MPLS, 4), "RTM_GETNETCONF dump, AF_MPLS"),
    (86, family(BRIDGE, 8), "RTM_GETMDB dump"),
    (90, family(0, 4), "RTM_GETNSID dump"),
    (94, family(0, 8) + struct.pack("I", 0x1F), "RTM_GETSTATS dump, all of filter_mask"),
    (106, family(0, 8), "RTM_GETNEXTHOP dump"),
    (114, family(BRIDGE, 8), "RTM_GETVLAN dump"),
    (114, family(BRIDGE, 8) + attribute(1, struct.pack("I", 2)), "RTM_GETVLAN dump, BRIDGE_VLANDB_DUMPF_GLOBAL"),
]

# Whole dumps, datagram by datagram: file, configuration, the request's words.
WHOLE = [
    ("dump-link", "bridge-vlans", "RTM_GETLINK dump, IFLA_EXT_MASK RTEXT_FILTER_VF"),
    ("dump-route", "route-ipv4-types", "RTM_GETROUTE dump, AF_INET"),
    ("dump-neighbour", "neigh-ipv4", "RTM_GETNEIGH dump"),
]

# After the setup: questions and changes for their requests, replies, events and errors. Any may fail.
COMMANDS = {
    "route-ipv4": [
        "ip -d link show", "ip link show dev v0", "ip -s -s link show v0", "ip link show type veth", "ip link show master v0",
        "ip addr show", "ip -6 addr show dev v0", "ip route show table all", "ip -6 route show table all",
        "ip route show root 10.0.0.0/8 dev v0", "ip route get 10.1.2.3", "ip route get 192.0.2.1", "ip route get 203.0.113.9 from 192.0.2.2 iif v0",
        "ip route get fibmatch 10.1.2.3", "ip route get to 10.1.2.3 from 192.0.2.1 mark 7 ipproto tcp dport 80",
        "ip -6 route get 2001:db8::9", "ip neigh show", "ip neigh show proxy dev v0", "ip neigh get 192.0.2.2 dev v0",
        "ip rule show", "ip -6 rule show", "ip netns list-id", "ip netconf show", "ip netconf show dev v0", "ip ntable show",
        "ip nexthop show", "ip nexthop get id 1", "ip maddr show", "bridge link show", "bridge fdb show", "bridge vlan show",
        "bridge mdb show", "ip stats show", "ip addrlabel list",
        "ip route replace 10.1.0.0/16 via 192.0.2.9", "ip route change 10.1.0.0/16 via 192.0.2.8", "ip route del 10.2.0.0/16",
        "ip addr change 192.0.2.1/24 dev v0 valid_lft 100 preferred_lft 50", "ip addr del 203.0.113.1/24 dev v2",
        "ip neigh add 192.0.2.7 lladdr 02:00:00:00:00:07 dev v0", "ip neigh change 192.0.2.7 dev v0 nud stale",
        "ip neigh del 192.0.2.7 dev v0", "ip neigh flush all", "ip rule add pref 9 table 7", "ip rule del pref 9",
        "ip link set v0 name v9", "ip link set v9 alias cable", "ip link property add dev v9 altname cable",
        "ip link property del dev v9 altname cable", "ip link set v9 mtu 1400 down", "ip link del v9",
        # What the kernel refuses, most with a reason.
        "ip link add x0 type nosuchkind", "ip link add link v2 name x0 type vlan id 5000", "ip link add link lo name x0 type vlan id 5",
        "ip link add v2 type veth", "ip link set v2 mtu 20", "ip link set v2 master lo", "ip link set v2 vf 0 mac 02:00:00:00:00:01",
        "ip link del lo", "ip link show nosuch0", "ip link set v2 netns 999999", "ip addr add 203.0.113.7/33 dev v2",
        "ip addr add 203.0.113.9/24 dev v2", "ip addr add 203.0.113.9/24 dev v2", "ip -6 addr add ff02::1/64 dev v2",
        "ip addr del 198.51.100.1/32 dev v2", "ip route add 10.1.0.0/16 via 8.8.8.8", "ip route add 10.1.0.1/8 dev v2",
        "ip route add 10.9.0.0/16 nhid 77", "ip route del 10.99.0.0/16", "ip route add 10.0.0.0/8 via 203.0.113.2 mtu lock 0 window 0 advmss 99999",
        "ip -6 route add 2001:db8:9::/48 via 2001:db8:77::1", "ip route add 10.8.0.0/16 encap mpls 16 via 203.0.113.2",
        "ip -6 route add 2001:db8:9::/48 encap seg6 mode inline segs fc00::1 dev nosuch0",
        "ip neigh add 203.0.113.5 dev v2", "ip neigh add 203.0.113.5 lladdr 02:00:00:00 dev v2 nud permanent",
        "ip neigh del 203.0.113.77 dev v2", "ip neigh get 203.0.113.77 dev v2", "ip rule del pref 4711",
        "ip rule add pref 7 goto 3", "ip rule add iif v2 oif v2 from 10.0.0.0/33 table 3", "ip rule add pref 8 table 3 protocol 3 l3mdev",
        "ip nexthop add id 9 via 203.0.113.2", "ip nexthop add id 9 group 1/2", "ip nexthop del id 9",
        "ip link add b9 type bridge priority 70000", "ip link add b9 type bond mode 99", "ip link add b9 type vxlan id 99999999",
        "ip link add b9 type bond mode active-backup", "ip link set b9 type bond mode 802.3ad lacp_rate fast",
        "bridge vlan add dev v2 vid 5", "bridge fdb add 02:00:00:00:00:01 dev v2 vlan 5000", "tc qdisc add dev v2 root nosuchqdisc",
    ],
}
# Run after some configurations, for the events; whatever is missing fails and does no harm.
LEAVING = ("bridge-vlans", "bridge-fdb", "bridge-multicast", "addr-ipv4", "addr-ipv6", "route-ipv4-multipath", "route-ipv6",
           "route-nexthop-objects", "neigh-ipv4", "neigh-ipv6", "rule-selectors", "rule-ipv6", "nsid-through-veth", "everything-stacked")
FAREWELL = [
    "ip neigh flush all", "ip route flush table main", "ip -6 route flush table main", "ip rule del pref 100",
    "ip -6 rule del pref 100", "ip nexthop flush", "ip addr flush scope global", "bridge fdb flush dev br0",
    "ip link set v0 nomaster", "ip link set v0 down", "ip link del dev v0", "ip link del dev br0",
]

# Requests that no tool sends: NEWLINK unless said otherwise. Words, type, body.
newlink = lambda *attributes: family(0, 16) + b"".join(attributes)
u32 = lambda value: struct.pack("I", value)
linkinfo = lambda kind, data=b"": attribute(18, attribute(1, kind) + (attribute(2 | 0x8000, data) if data else b""))
lo = lambda *attributes: struct.pack("BxHiII", 0, 0, 1, 0, 0) + b"".join(attributes)
BAD = [
    ("IFLA_MTU of 2 bytes", 16, lo(attribute(4, b"\1\2"))),
    ("IFLA_IFNAME of 17 bytes", 16, lo(attribute(3, b"abcdefghijklmnop\0"))),
    ("IFLA_IFNAME without its NUL byte, accepted by the kernel", 19, lo(attribute(3, b"lo"))),
    ("IFLA_CARRIER of 0 bytes", 16, lo(attribute(33))),
    ("IFLA_GSO_MAX_SEGS out of range", 16, lo(attribute(40, u32(70000000)))),
    ("IFLA_MTU more than the device's", 16, lo(attribute(4, u32(0xFFFFFFFF)))),
    ("IFLA_LINKINFO not nested", 16, newlink(attribute(18, b"\1\2\3\4\5"))),
    ("vlan without IFLA_LINK", 16, newlink(attribute(3, b"x0\0"), linkinfo(b"vlan\0", attribute(1, b"\5\0")))),
    ("vlan without IFLA_VLAN_ID", 16, newlink(attribute(3, b"x0\0"), attribute(5, u32(1)), linkinfo(b"vlan\0"))),
    ("IFLA_VLAN_ID of 4 bytes", 16, newlink(attribute(3, b"x0\0"), attribute(5, u32(1)), linkinfo(b"vlan\0", attribute(1, u32(5))))),
    ("bridge with IFLA_BR_VLAN_PROTOCOL 1", 16, newlink(attribute(3, b"x0\0"), linkinfo(b"bridge\0", attribute(8, b"\0\1")))),
    ("interface 4711", 16, struct.pack("BxHiII", 0, 0, 4711, 1, 1)),
    ("attribute of length 3", 16, lo(b"\3\0\4\0")),
    ("one stray byte", 16, lo(attribute(4, u32(65536)), b"\1")),
    ("ifinfomsg cut short", 16, b"\0" * 8),
    ("RTM_NEWADDR without IFA_LOCAL", 20, struct.pack("BBBBI", INET, 24, 0, 0, 1)),
    ("RTM_NEWADDR of family 99", 20, struct.pack("BBBBI", 99, 24, 0, 0, 1) + attribute(2, b"\1\2\3\4")),
    ("RTM_NEWADDR with IFA_LOCAL of 3 bytes", 20, struct.pack("BBBBI", INET, 24, 0, 0, 1) + attribute(2, b"\1\2\3")),
    ("RTM_NEWROUTE with RTA_GATEWAY of 16 bytes", 24, struct.pack("8BI", INET, 32, 0, 0, 254, 3, 0, 1, 0) + attribute(5, b"\1" * 16)),
    ("RTM_NEWROUTE with RTAX_CC_ALGO unknown", 24, struct.pack("8BI", INET, 0, 0, 0, 254, 3, 253, 1, 0) + attribute(4, u32(1)) + attribute(8, attribute(16, b"nosuch\0"))),
    ("RTM_NEWNEIGH without NDA_DST", 28, struct.pack("BxHiHBB", INET, 0, 1, 0x80, 0, 0)),
    ("RTM_NEWRULE with FRA_TABLE of 2 bytes", 32, family(INET, 12) + attribute(15, b"\1\2")),
    ("RTM_NEWRULE with FRA_UID_RANGE backwards", 32, struct.pack("8BI", INET, 0, 0, 0, 5, 0, 0, 1, 0) + attribute(20, struct.pack("II", 9, 3))),
    ("RTM_NEWNSID without an identifier", 88, family(0, 4)),
    ("RTM_NEWNEXTHOP with NHA_GROUP of 1 byte", 104, struct.pack("BBBxI", 0, 0, 3, 0) + attribute(2, b"\1")),
    ("RTM_NEWQDISC without TCA_KIND", 36, struct.pack("BxxxiIII", 0, 1, 0, 0xFFFFFFFF, 0)),
    ("RTM_NEWACTION without TCA_ACT_KIND", 48, family(0, 4) + attribute(1 | 0x8000, attribute(1 | 0x8000, attribute(2 | 0x8000)))),
    ("RTM_NEWVLAN without an interface", 112, family(BRIDGE, 8)),
    ("RTM_SETSTATS without an interface", 95, family(0, 12)),
    ("RTM_NEWMDB without MDBA_SET_ENTRY", 84, struct.pack("BxxxI", BRIDGE, 1)),
    ("a message type that there is not", 255, family(0, 4)),
    ("no fault", 19, lo()),
]
BAD_DUMPS = [
    ("GET_STRICT_CHK and RTM_GETLINK with ifi_type 1", 18, struct.pack("BxHiII", 0, 1, 0, 0, 0)),
    ("GET_STRICT_CHK and RTM_GETROUTE of table 4711", 26, family(INET, 12) + attribute(15, u32(4711))),
    ("GET_STRICT_CHK and RTM_GETADDR with IFA_LOCAL", 22, family(INET, 8) + attribute(2, b"\1\2\3\4")),
    ("GET_STRICT_CHK and RTM_GETADDR of interface 4711", 22, struct.pack("BBBBI", INET, 0, 0, 0, 4711)),
]


def enter(name):
    with open(f"/run/netns/{name}") as file:
        if libc.setns(file.fileno(), 0x40000000) != 0:
            raise OSError(ctypes.get_errno(), f"setns {name}")


def netlink():
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, ROUTE)
    sock.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
    sock.bind((0, 0))
    return sock


def listener():
    sock = netlink()
    for group in range(1, 64):
        try:
            sock.setsockopt(270, 1, group)  # SOL_NETLINK, NETLINK_ADD_MEMBERSHIP
        except OSError:
            pass  # a group that this kernel has not
    return sock


def tap():
    subprocess.run("ip link add tap type nlmon && ip link set tap up", shell=True, check=True)
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
    sock.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)
    sock.bind(("tap", 3))
    return sock


def drain(sock):
    """All datagrams that wait."""
    while select.select([sock], [], [], 0)[0]:
        yield sock.recv(1 << 18)


def split(datagram):
    at = 0
    while at + 16 <= len(datagram):
        length = struct.unpack_from("I", datagram, at)[0]
        if not 16 <= length <= len(datagram) - at:
            return
        yield datagram[at : at + length]
        at += (length + 3) & ~3


def shape(data, lengths, depth=0):
    """The attribute numbers in data, or None when it is something else."""
    found, at = [], 0
    while at < len(data):
        if len(data) - at < 4:
            return None
        length, type = struct.unpack_from("HH", data, at)
        if not 4 <= length <= len(data) - at or type & 0x3FFF > 200:
            return None
        payload = data[at + 4 : at + length]
        inner = shape(payload, lengths, depth + 1) if depth < 9 and len(payload) >= 8 or type & 0x8000 else None
        if inner is None and (lengths or not payload):
            inner = len(payload)
        if inner is None and depth > 0 and len(payload) > 3 and payload[-1] == 0 and payload[:-1].isalnum():
            inner = payload  # the name of a kind
        found.append((type, inner))
        at += (length + 3) & ~3
    return tuple(found)


def paths(attributes, before=()):
    """The way to each attribute, below the name of the kind that it belongs to, which comes before."""
    kind = None
    for type, inner in attributes:
        kind = inner if isinstance(inner, bytes) else kind
        yield (*before, kind, type)
        if isinstance(inner, tuple):
            yield from paths(inner, (*before, kind, type))


def form(data):
    """The file that a message belongs to, and what makes it different from others."""
    type, flags = struct.unpack_from("HH", data, 4)
    body = data[16:]
    if type in (2, 3):
        # The errno, in an acknowledgement the request or (NLM_F_CAPPED) its header, with NLM_F_ACK_TLVS attributes.
        code = struct.unpack_from("i", body)[0]
        length, refused = struct.unpack_from("IH", body, 4) if type == 2 else (0, 0)
        begin = 4 + (16 if flags & 0x100 else (length + 3) & ~3)
        return "error", (type, flags, code, refused, shape(body[begin:], True) if flags & 0x200 else None)
    file, size, telling = TYPES.get(type & ~3, ("other", 4, ()))
    if body[:1] == bytes([BRIDGE]):
        file = {"link": "bridge", "neighbour": "fdb"}.get(file, file)
    return file, (type, flags, tuple(body[n] for n in telling if n < len(body)), shape(body[size:], file != "link"))


class Record:
    def __init__(self):
        self.seen, self.kept, self.files = set(), [], {}

    def news(self, data, file):
        of, key = form(data)
        if of not in ("link", "stats") and file != "event":
            return {(file, key)}
        if of == "link" and file == "event":
            return {(file, *key[:2], len(data) > 500)}
        # These are long, or many, and much alike: one is kept for an attribute that was not seen before.
        return {(file, *key[:-1]), *((file, of, *path) for path in paths(key[-1] or ()))}

    def keep(self, data, note, file=None):
        file = file or form(data)[0]
        news = self.news(data, file)
        if not news <= self.seen:
            self.seen |= news
            self.kept.append((file, note, data, news))

    def thin(self):
        """Drops what the others that were kept have between them: a link before and after something was set."""
        having = collections.Counter(each for *_, news in self.kept for each in news)
        for file, note, data, news in self.kept:
            if all(having[each] > 1 for each in news):
                having.subtract(news)
            else:
                self.paragraph(file, data, note)

    def paragraph(self, file, data, note):
        lines = [f"# {note}"] + [data[at : at + 32].hex() for at in range(0, len(data), 32)]
        self.files.setdefault(file, []).append("\n".join(lines))


record = Record()


def run(line, name):
    # In a shell that stops at what fails: a setup's line is more than a command now and then.
    return subprocess.run(
        ["sh", "-ec", line.replace("NS", name)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60
    )


def ask(sock, type, flags, body):
    """The datagrams of a reply."""
    sock.send(message(type, REQUEST | flags, body))
    while select.select([sock], [], [], 2)[0]:
        datagram = sock.recv(1 << 18)
        yield datagram
        for part in split(datagram):
            kind, flags = struct.unpack_from("HH", part, 4)
            if kind in (2, 3) or not flags & 2:
                return


def go(configuration, sizes):
    name, setup = configuration["name"], configuration["setup"]
    namespaces = ["cap"] + [f"cap{more}" for more in ("-b", "-c") if any("NS" + more in line for line in setup)]
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    try:
        for each in reversed(namespaces):
            subprocess.run(["ip", "netns", "add", each], check=True)
            enter(each)
            for which in ("all", "default"):
                for what in ("accept_dad", "router_solicitations"):
                    with open(f"/proc/sys/net/ipv6/conf/{which}/{what}", "w") as file:
                        file.write("0")
        monitor, events = tap(), listener()

        def take(line):
            told = [part for data in drain(events) for part in split(data)]
            for part in told:
                record.keep(part, f"{name}: {line}", "event")
            for data in drain(monitor):
                for part in split(data):
                    flags, sequence = struct.unpack_from("HI", part, 6)
                    if part in told:
                        continue
                    if flags & REQUEST:
                        record.keep(part, f"{name}: {line}", "request")
                    elif sequence and not flags & 2:  # the parts of a dump have NLM_F_MULTI
                        record.keep(part, f"{name}: reply to {line}")

        take("the nlmon device")
        for line in setup:
            done = run(line, "cap")
            if done.returncode != 0:
                print(f"{name}: {line}: {done.stderr.decode().strip()}")
                return
            take(line)
        for _ in range(100 if configuration.get("settle") else 0):
            if run(configuration["settle"], "cap").returncode == 0:
                break
            time.sleep(0.1)
        take("what settles")
        monitor.close()
        subprocess.run("ip link del tap", shell=True, check=True)
        list(drain(events))
        for type, body, words in DUMPS:
            sock = netlink()
            whole = [file for file, of, asked in WHOLE if of == name and asked == words]
            for datagram in ask(sock, type, DUMP, body):
                for file in whole:
                    record.paragraph(file, datagram, f"{name}: {words}, datagram {len(record.files.get(file, [])) + 1}")
                for part in split(datagram):
                    record.keep(part, f"{name}: {words}")
            sock.close()
        if name == "route-ipv4":
            errors(name)
        if sizes == "all" and (name in COMMANDS or name in LEAVING):
            monitor = tap()
            list(drain(events))
            for line in COMMANDS.get(name, []) + FAREWELL:
                run(line, "cap")
                take(line)
    except Exception as error:
        print(f"{name}: {error!r}")
    finally:
        for sock in ("monitor", "events"):
            if sock in locals():
                locals()[sock].close()
        libc.setns(home, 0x40000000)
        os.close(home)
        for line in configuration.get("teardown", []):
            run(line, "cap")
        for each in namespaces:
            subprocess.run(["ip", "netns", "delete", each], stderr=subprocess.DEVNULL)


def errors(name):
    for cap in (0, 1):
        for ext in (1, 0):
            sock = netlink()
            sock.setsockopt(270, 10, cap)
            sock.setsockopt(270, 11, ext)
            options = " and ".join(word for word, on in (("CAP_ACK", cap), ("EXT_ACK", ext)) if on) or "neither CAP_ACK nor EXT_ACK"
            for words, type, body in BAD:
                if not ext and len(body) > 40 or type in (16,) and cap and not ext:
                    continue  # what it says, the others say
                for datagram in ask(sock, type, ACK, body):
                    for part in split(datagram):
                        record.keep(part, f"{name}: {words}; {options}")
            sock.close()
    sock = netlink()
    sock.setsockopt(270, 11, 1)
    sock.setsockopt(270, 12, 1)
    for words, type, body in BAD_DUMPS:
        for datagram in ask(sock, type, DUMP, body):
            for part in split(datagram):
                record.keep(part, f"{name}: {words}")
    sock.close()


def nlmon(lines):
    """The same traffic as dumpcap writes it, pcapng and classic."""
    subprocess.run(["ip", "netns", "add", "cap"], check=True)
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    enter("cap")
    subprocess.run("ip link add nlmon0 type nlmon && ip link set nlmon0 up", shell=True, check=True)
    files = {}
    for suffix, format in (("pcapng", ["-n"]), ("pcap", ["-P"])):
        path = f"/tmp/commands.{suffix}"
        capture = subprocess.Popen(["dumpcap", "-q", *format, "-i", "nlmon0", "-w", path], stderr=subprocess.DEVNULL)
        while not os.path.exists(path) or os.path.getsize(path) == 0:
            time.sleep(0.1)
        time.sleep(1)
        for line in lines:
            subprocess.run(line, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        capture.send_signal(signal.SIGINT)
        capture.wait()
        with open(path, "rb") as file:
            files[f"nlmon/commands.{suffix}"] = file.read()
        subprocess.run("ip link del br0; ip link del v0", shell=True, stderr=subprocess.DEVNULL)
    libc.setns(home, 0x40000000)
    subprocess.run(["ip", "netns", "delete", "cap"])
    return files


NLMON = [
    "ip link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11",
    "ip link set v0 up", "ip link set v1 up", "ip addr add 192.0.2.1/24 dev v0", "ip addr add 2001:db8::1/64 dev v0 nodad",
    "ip route add 10.1.0.0/16 via 192.0.2.2", "ip route add 10.2.0.0/16 nexthop via 192.0.2.2 weight 3 nexthop via 192.0.2.3",
    "ip -6 route add 2001:db8:a::/48 via 2001:db8::2 metric 7", "ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:22 dev v0",
    "ip rule add from 10.0.0.0/8 fwmark 7 table 88 pref 100", "ip addr show", "ip rule show", "ip route get 10.1.2.3",
    "ip link add v0 type veth", "ip route del 10.99.0.0/16", "ip rule del pref 100", "ip netns list-id",
]


def main():
    with open(sys.argv[1]) as file:
        configurations = json.load(file)
    size = sys.argv[2]
    few = ("bare", "veth-up", "bridge-vlans", "vlan", "bond-active-backup", "vxlan-plain", "addr-ipv6", "route-ipv4", "route-ipv6",
           "route-nexthop-objects", "neigh-ipv4", "rule-selectors", "nsid-set")
    started = time.time()
    if size == "nlmon":
        configurations = []
    subprocess.run(["modprobe", "-qa", "tun", "mpls_router", "nlmon"])  # not loaded on demand by what ip does first
    if size == "few":
        know("error")
    for configuration in configurations:
        if size == "all" or configuration["name"] in few:
            print(f"{time.time() - started:.0f} s: {configuration['name']}", flush=True)
            go(configuration, size)
        if size == "few" and configuration["name"] == "veth-up":
            know("link")  # a loopback and a pair of cables are kept of every kernel
    record.thin()
    if size == "few":
        # Another kernel's: what is alike is in the first one's files.
        for file in ("request", "event", "dump-link", "dump-route", "dump-neighbour"):
            record.files.pop(file, None)
    packed = {
        f"{size_of(kernel)}/{file}.hex": (f"# Linux {kernel}\n\n" + "\n\n".join(paragraphs) + "\n").encode()
        for file, paragraphs in record.files.items()
    }
    if size == "nlmon":
        packed = nlmon(NLMON)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for path, data in packed.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    print(f"{time.time() - started:.0f} s, {sum(map(len, packed.values()))} bytes")
    print("CAPTURES BEGIN")
    print(base64.encodebytes(out.getvalue()).decode(), end="")
    print("CAPTURES END")


def know(file):
    """What the first kernel's file has need not be kept again, unless something in it has changed."""
    with open(os.path.join(os.path.dirname(__file__), f"6.12/{file}.hex")) as text:
        for paragraph in text.read().split("\n\n")[1:]:
            record.seen |= record.news(bytes.fromhex("".join(paragraph.split("\n")[1:])), file)


def size_of(release):
    return ".".join(release.split(".")[:2])


main()
