// vishvananda/netlink, for Go: see works.ts for the arguments and the JSON line that each peer prints.
package main

import (
	"encoding/binary"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/vishvananda/netlink"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	work, args := os.Args[1], os.Args[2:]
	if work == "dump" {
		family := netlink.FAMILY_V4
		if args[0] == "6" {
			family = netlink.FAMILY_V6
		}
		start := time.Now()
		routes, err := netlink.RouteListFiltered(family, &netlink.Route{}, 0)
		check(err)
		report(len(routes), start)
		return
	}
	link, err := net.InterfaceByName(args[0])
	check(err)
	n, err := strconv.Atoi(args[1])
	check(err)
	handle, err := netlink.NewHandle()
	check(err)
	start := time.Now()
	for i := 0; i < n; i++ {
		if work == "get" {
			_, err = handle.LinkByIndex(link.Index)
			check(err)
			continue
		}
		ip := make(net.IP, 4)
		binary.BigEndian.PutUint32(ip, 0x10000000+uint32(uint64(i)*2654435761%uint64(n))<<8)
		route := &netlink.Route{
			LinkIndex: link.Index,
			Dst:       &net.IPNet{IP: ip, Mask: net.CIDRMask(24, 32)},
			Gw:        net.IPv4(10, 0, 0, 2),
		}
		if work == "add" {
			check(handle.RouteAdd(route))
		} else {
			check(handle.RouteDel(route))
		}
	}
	report(n, start)
}

func report(count int, start time.Time) {
	fmt.Printf("{\"count\":%d,\"seconds\":%f}\n", count, time.Since(start).Seconds())
}
