export { has } from '../../configurations/build.ts';
export { iproute2 } from '../../support/rtnl-dump.ts';
export { CLEAN_UP, Lab } from './lab.ts';
export { leaveNothing } from './leftovers.ts';
export { doesNotPing, pings } from './ping.ts';
export { expectSame } from './same.ts';
export { within } from './within.ts';
