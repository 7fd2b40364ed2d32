import { InputError, unknown } from './errors.ts';
import { families, type Option } from './options.ts';
import type { ColorWhen } from './print/color.ts';

const family = (name: string): Option['apply'] => {
  return (options) => {
    options.family = families[name] ?? 0;
  };
};

const colorWhen: readonly ColorWhen[] = ['always', 'auto', 'never'];

/** In this order an option cut short is looked for: `-s` is `-statistics`, `-t` is `-timestamp`. */
export const optionTable: readonly Option[] = [
  {
    names: ['n', 'netns'],
    takes: 'NAME|PATH|PID',
    help: 'look into that network namespace',
    apply: (options, word) => {
      options.netns = word;
    },
  },
  {
    names: ['a', 'all-netns'],
    help: 'look into every named network namespace',
    apply: (options) => {
      options.allNetns = true;
    },
  },
  { names: ['4'], help: 'IPv4 only', apply: family('inet') },
  { names: ['6'], help: 'IPv6 only', apply: family('inet6') },
  { names: ['0'], help: 'links without their addresses', apply: family('link') },
  { names: ['B'], help: 'the same as -family bridge', apply: family('bridge') },
  { names: ['M'], help: 'the same as -family mpls', apply: family('mpls') },
  {
    names: ['family'],
    takes: Object.keys(families).join('|'),
    help: 'that address family only',
    apply: (options, word) => {
      const number = families[word];
      if (number === undefined) throw unknown('address family', word, Object.keys(families));
      options.family = number;
    },
  },
  {
    names: ['d', 'details'],
    help: 'all that is known of each entry',
    apply: (options) => {
      options.details++;
    },
  },
  {
    names: ['s', 'statistics', 'stats'],
    help: 'counters; twice, error counters too',
    apply: (options) => {
      options.statistics++;
    },
  },
  {
    names: ['j', 'json'],
    help: 'JSON with the keys and values of ip -j',
    apply: (options) => {
      options.json = true;
    },
  },
  {
    names: ['p', 'pretty'],
    help: 'JSON that is laid out for reading',
    apply: (options) => {
      options.pretty = true;
    },
  },
  {
    names: ['raw'],
    least: 2,
    help: 'each message as a tree: name, type, offset, length, flags, value, bytes',
    apply: (options) => {
      options.raw = true;
    },
  },
  {
    names: ['brief'],
    help: 'a line for each link: name, state, addresses',
    apply: (options) => {
      options.brief = true;
    },
  },
  {
    names: ['o', 'oneline'],
    help: 'each entry on one line',
    apply: (options) => {
      options.oneline = true;
    },
  },
  {
    names: ['N', 'Numeric'],
    help: 'numbers in place of names',
    apply: (options) => {
      options.numeric = true;
    },
  },
  {
    names: ['human-readable'],
    least: 2,
    help: 'counters with k, M, G',
    apply: (options) => {
      options.human = true;
    },
  },
  {
    names: ['iec'],
    help: 'with -human: Ki, Mi, Gi',
    apply: (options) => {
      options.iec = true;
    },
  },
  {
    names: ['t', 'timestamp'],
    help: 'monitor: the time of each event',
    apply: (options) => {
      options.timestamp = 'long';
    },
  },
  {
    names: ['tshort', 'ts'],
    help: 'monitor: the time of each event, ISO 8601',
    apply: (options) => {
      options.timestamp = 'short';
    },
  },
  {
    names: ['rcvbuf'],
    least: 2,
    takes: 'SIZE',
    help: 'monitor: bytes (or 8k, 16m) for events that wait to be read; 64m by default',
    apply: (options, word) => {
      options.rcvbuf = sizeOf(word);
    },
  },
  {
    names: ['color', 'colour'],
    help: 'colour: =always, =auto (the default: on a terminal, unless NO_COLOR is set) or =never',
    apply: (options, word) => {
      const when = word === '' ? 'always' : colorWhen.find((each) => each === word);
      if (when === undefined) throw unknown('time for colour', word, colorWhen);
      options.color = when;
    },
  },
  {
    names: ['h', 'help'],
    help: 'this text; after an object, its own',
    apply: (options) => {
      options.help = true;
    },
  },
  {
    names: ['V', 'Version', 'version'],
    help: 'the version',
    apply: (options) => {
      options.version = true;
    },
  },
];

/** Bytes, with the suffixes of iproute2 that mean powers of 1024. */
function sizeOf(word: string): number {
  const [, digits, suffix = ''] = /^(\d+)([kmg]?)b?$/i.exec(word) ?? [];
  const bytes = Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(suffix.toLowerCase());
  if (bytes <= 0x7fffffff) return bytes;
  throw new InputError(`"rcvbuf" takes a size up to 2 GiB, as 65536, 64k or 64m, not "${word}"`);
}
