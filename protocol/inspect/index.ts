export * from './hexdump.ts';
export * from './locate.ts';
export type { Messages } from './message.ts';
export { type Node, type NodeKind, type Problem, problems, problemText } from './node.ts';
export * from './show.ts';
export * from './walk.ts';
