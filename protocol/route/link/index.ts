export * from './bridge-vlan.ts';
export { nest as ipv4Devconf } from './inet-conf.ts';
export { IF_INET6, IN6_ADDR_GEN_MODE, IPSTATS_MIB } from './inet6.ts';
export * from './link.ts';
export * from './link-stats.ts';
export {
  dataOf,
  type Kind,
  type LinkInfo,
  type LinkInfoInput,
  type SlaveKind,
  slaveDataOf,
} from './linkinfo.ts';
export * from './operstate.ts';
export * from './tunnel.ts';
