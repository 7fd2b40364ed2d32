import { a, type KindCase } from './case.ts';

/** Kinds without options. */
export const bareCases: readonly KindCase[] = [
  a('dummy', { name: 'dummy', needs: ['dummy'], options: {}, words: '' }),
  a('ifb', { name: 'ifb', needs: ['ifb'], options: {}, words: '' }),
  a('nlmon', { name: 'nlmon', needs: ['nlmon'], mac: false, options: {}, words: '' }),
  a('team', { name: 'team', needs: ['team'], options: {}, words: '' }),
  a('wireguard', { name: 'wireguard', needs: ['wireguard'], mac: false, options: {}, words: '' }),
  a('vcan', { name: 'vcan', needs: [], options: {} }),
];
