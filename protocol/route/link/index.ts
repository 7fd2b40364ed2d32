export { IF_INET6, IN6_ADDR_GEN_MODE, IPSTATS_MIB } from './inet6.ts';
export * from './link.ts';
export {
  dataOf,
  type Kind,
  type LinkInfo,
  type LinkInfoInput,
  type SlaveKind,
  slaveDataOf,
} from './linkinfo.ts';
export * from './operstate.ts';
