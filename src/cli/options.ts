import type { ColorWhen } from './print/color.ts';

/** What the command line asks of every object. */
export interface Options {
  /** `-n`: the namespace to look into, as it was written. */
  netns: string | undefined;
  /** `-a`: all named namespaces. */
  allNetns: boolean;
  /** `AF_*` of `-4`, `-6`, `-B`, `-M`, `-0`, `-f`; 0 for all. */
  family: number;
  /** How often `-d` was said. */
  details: number;
  /** How often `-s` was said. */
  statistics: number;
  json: boolean;
  pretty: boolean;
  /** Each message as a tree of attributes. */
  raw: boolean;
  oneline: boolean;
  brief: boolean;
  /** Numbers in place of names. */
  numeric: boolean;
  /** Counters with k, M, G. */
  human: boolean;
  /** The same with powers of 1024. */
  iec: boolean;
  /** A time with each event. */
  timestamp: 'none' | 'long' | 'short';
  /** Bytes of kernel memory for events that wait to be read. */
  rcvbuf: number | undefined;
  color: ColorWhen;
  help: boolean;
  version: boolean;
}

export const defaults: Readonly<Options> = {
  netns: undefined,
  allNetns: false,
  family: 0,
  details: 0,
  statistics: 0,
  json: false,
  pretty: false,
  raw: false,
  oneline: false,
  brief: false,
  numeric: false,
  human: false,
  iec: false,
  timestamp: 'none',
  rcvbuf: undefined,
  color: 'auto',
  help: false,
  version: false,
};

/** `AF_*` as `-family` names them. */
export const families: Readonly<Record<string, number>> = {
  inet: 2,
  inet6: 10,
  mpls: 28,
  bridge: 7,
  link: 17,
};

/** An option of the command line. */
export interface Option {
  /** Without dashes. A name of one character is matched whole; a longer one may be cut short, as in iproute2. */
  readonly names: readonly string[];
  /** For `--help`. */
  readonly help: string;
  /** What follows it, for `--help`; only such an option takes a word. */
  readonly takes?: string;
  /** Fewest characters of a name that is cut short. */
  readonly least?: number;
  apply(options: Options, word: string): void;
}
