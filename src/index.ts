// The public names, chosen by hand. The codec alone, with every table, is `rtnl/protocol`.
export {
  AF,
  address,
  dataOf,
  type Group,
  link,
  neighbour,
  nexthop,
  nsid,
  RTNLGRP,
  type RtnetlinkMessage,
  route,
  rtnetlink,
  rule,
  slaveDataOf,
} from '../protocol/route/index.ts';
export type { MessageInputOf, MessageViewOf, RawMessage, Undecodable } from '../protocol/schema/index.ts';
export { DecodeError, EncodeError, NLM_F } from '../protocol/wire/index.ts';
export type { BatchOptions, BatchResult } from './connection/batch.ts';
export type { BatchFailure } from './connection/batch-datagram.ts';
export { type Connection, connect, type RequestOptions } from './connection/connection.ts';
export type { Dump, DumpOptions } from './connection/dump.ts';
export {
  ConnectionClosed,
  DumpInterrupted,
  ReplyLost,
  ReplyTooLong,
  RequestTimeout,
} from './connection/errors.ts';
export type {
  Events,
  EventsLost,
  EventsOptions,
  NetlinkEvent,
} from './connection/events.ts';
export { KernelError } from './connection/kernel-error.ts';
export type { LimitOptions } from './connection/limits.ts';
export { type NetlinkRequest, request } from './connection/netlink-request.ts';
export type { Acknowledgement } from './connection/pending-request.ts';
export type { ConnectOptions } from './connection/site.ts';
export type {
  EventOf,
  MirrorEvent,
  Move,
  NamespaceEvent,
  ObjectEvent,
  ObjectOf,
} from './mirror/events/event.ts';
export type { MirrorHealth } from './mirror/health.ts';
export { type Mirror, type Mirrored, mirror } from './mirror/mirror.ts';
export type { MirrorEntry, NamespaceMirror } from './mirror/namespace-mirror.ts';
export type { ObjectKind } from './mirror/objects.ts';
export type { MirrorOptions } from './mirror/options.ts';
export { Address } from './model/address.ts';
export type { AddressFilter, AddressOptions } from './model/address-options.ts';
export type { Addresses } from './model/addresses.ts';
export type { BridgeVlan } from './model/bridge-vlan.ts';
export type { BridgeVlanKey, BridgeVlanOptions } from './model/bridge-vlan-options.ts';
export type { Fdb } from './model/fdb.ts';
export { FdbEntry } from './model/fdb-entry.ts';
export type { FdbFilter, FdbKey, FdbOptions } from './model/fdb-options.ts';
export type { FdbFlag, FdbState } from './model/fdb-words.ts';
export { GoneError } from './model/gone-error.ts';
export { Interface, type Operstate } from './model/interface.ts';
export type { InterfaceAddresses } from './model/interface-addresses.ts';
export type { InterfaceNeighbours } from './model/interface-neighbours.ts';
export type { InterfaceReference } from './model/interface-reference.ts';
export type { InterfaceSnapshot } from './model/interface-snapshot.ts';
export type { InterfaceState } from './model/interface-state.ts';
export type { InterfaceVlans } from './model/interface-vlans.ts';
export type { ConfigurableKind, KindOptions, ReadableOptions } from './model/kinds/index.ts';
export type { ConfigurablePortKind, PortKind, PortOptions } from './model/kinds/ports/index.ts';
export type { LinkChanges, LinkSettings } from './model/link-changes.ts';
export type { LinkOptions, NewLink, VethPeer } from './model/link-options.ts';
export type { LinkFilter, Links } from './model/links.ts';
export { Namespace } from './model/namespace.ts';
export { Neighbour } from './model/neighbour.ts';
export type {
  NeighbourFilter,
  NeighbourKey,
  NeighbourOptions,
  NeighbourSettings,
  ProxySettings,
} from './model/neighbour-options.ts';
export type { NeighbourFlag, NeighbourState, NeighbourStateWord } from './model/neighbour-words.ts';
export type { Neighbours } from './model/neighbours.ts';
export type { Cidr, Destination, Family } from './model/network.ts';
export type { NumberRange } from './model/number-range.ts';
export { OperationError } from './model/operation-error.ts';
export { type Nexthop, Route } from './model/route.ts';
export type { RouteFilter } from './model/route-filter.ts';
export type { LookupOptions } from './model/route-lookup.ts';
export type { NexthopOptions, RouteKey, RouteOptions, RouteType } from './model/route-options.ts';
export type { Routes } from './model/routes.ts';
export { Rule } from './model/rule.ts';
export type { RuleAction, RuleMatch, RuleOptions, RuleSelector } from './model/rule-options.ts';
export type { Rules } from './model/rules.ts';
export type { DirectionStatistics, Statistics } from './model/statistics.ts';
export { CommandFailed } from './namespace/command-failed.ts';
export type { NamespaceReference } from './namespace/handle.ts';
export type { RunOptions, RunResult, SpawnOptions } from './namespace/run.ts';
export { TunDevice, type TunMode, type TunOptions } from './namespace/tun.ts';
export { InputError } from './sys/input-error.ts';
export { SystemError } from './sys/system-error.ts';
