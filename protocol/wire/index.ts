export * from './align.ts';
export * from './datagram.ts';
export * from './errors.ts';
export * from './header.ts';
export * from './reader.ts';
export * from './writer.ts';
