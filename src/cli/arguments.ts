import { InputError, unknown } from './errors.ts';
import { optionTable } from './option-table.ts';
import { defaults, type Option, type Options } from './options.ts';

/** A command line, taken apart. */
export interface Arguments {
  readonly options: Options;
  /** The object and what follows it; options among them are taken out. */
  readonly words: readonly string[];
}

/**
 * Takes a command line apart. Options may have one dash or two, be cut short as in iproute2 (`-det`), and stand
 * anywhere before `--`. After the object a word with a dash that is no option is left in place, since some objects
 * have such words (`addr show -tentative`).
 *
 * @throws InputError
 */
export function parseArguments(line: readonly string[]): Arguments {
  const options: Options = { ...defaults };
  const words: string[] = [];
  const rest = [...line];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      words.push(...rest);
      break;
    }
    // A dash alone is a file's name: standard input.
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [name = '', value] = split(word);
    const option = findOption(name);
    if (option === undefined) {
      if (words.length === 0) throw unknownOption(word);
      words.push(word);
      continue;
    }
    option.apply(options, operand(option, word, value, rest));
  }
  if (options.netns !== undefined && options.allNetns) {
    throw new InputError('-n NAME and -a exclude one another: one network namespace, or all');
  }
  return { options, words };
}

/** For an object: a word with a dash that is neither an option nor its own. */
export function unknownOption(word: string): InputError {
  const names = optionTable.flatMap((option) => option.names.map((name) => dashed(name)));
  return unknown('option', word, names);
}

/** A name as it is usually written. */
export function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

/** `--netns=blue` is a name and a value. */
function split(word: string): [name: string, value: string | undefined] {
  const name = word.replace(/^--?/, '');
  const at = name.indexOf('=');
  return at === -1 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}

function findOption(name: string): Option | undefined {
  const whole = optionTable.find((option) => option.names.includes(name));
  if (whole !== undefined || name === '') return whole;
  return optionTable.find(({ names, least = 1 }) =>
    names.some((full) => name.length >= least && full.startsWith(name)),
  );
}

function operand(option: Option, word: string, value: string | undefined, rest: string[]): string {
  if (option.takes === undefined) {
    if (value !== undefined && !option.names.includes('color')) {
      throw new InputError(`option "${word.slice(0, word.indexOf('='))}" takes no value`);
    }
    return value ?? '';
  }
  const taken = value ?? rest.shift();
  if (taken === undefined) throw new InputError(`option "${word}" needs a value: ${option.takes}`);
  return taken;
}
