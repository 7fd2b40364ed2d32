import { parseArgs } from 'node:util';

export interface Options {
  /** Small sizes, for a smoke run: the ratios mean little. */
  readonly quick: boolean;
  /** The Node that runs our side. */
  readonly node: string;
  /** Names of works; all when empty. */
  readonly only: readonly string[];
  readonly peers: boolean;
  readonly rounds: number;
  /** Where to write a record of the run. */
  readonly json: string | undefined;
  readonly help: boolean;
}

export const usage = `npm run bench -- [OPTIONS]
  --quick        small sizes, three rounds: does it all still run?
  --only NAME    only this work (may be repeated)
  --peers        time other libraries too, those that are installed
  --rounds N     rounds, floor and ours in turn (default 5)
  --node PATH    the Node that runs our side (default: this one)
  --json FILE    write all readings to FILE`;

/** Throws on an unknown option or a number of rounds that is none. */
export function parse(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      node: { type: 'string', default: process.execPath },
      only: { type: 'string', multiple: true, default: [] },
      peers: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds: not a number of rounds: ${values.rounds}`);
  return { ...values, rounds, json: values.json };
}
