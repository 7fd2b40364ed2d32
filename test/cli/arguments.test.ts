import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.ts';
import { InputError } from '../../src/cli/errors.ts';
import { defaults } from '../../src/cli/options.ts';

const parse = (line: string) => parseArguments(line.split(' ').filter((word) => word !== ''));

describe('a command line', () => {
  it.each([
    ['', { ...defaults }, []],
    ['-j -d -s -s link', { json: true, details: 1, statistics: 2 }, ['link']],
    ['-json -details -stats link', { json: true, details: 1, statistics: 1 }, ['link']],
    ['--json --details --statistics link', { json: true, details: 1, statistics: 1 }, ['link']],
    ['-det -stat -js -pre link', { details: 1, statistics: 1, json: true, pretty: true }, ['link']],
    ['-4 r', { family: 2 }, ['r']],
    ['-6 r', { family: 10 }, ['r']],
    ['-0 a', { family: 17 }, ['a']],
    ['-B n', { family: 7 }, ['n']],
    ['-f mpls r', { family: 28 }, ['r']],
    ['-family inet6 r', { family: 10 }, ['r']],
    ['-n blue link', { netns: 'blue' }, ['link']],
    ['--netns=/proc/1/ns/net link', { netns: '/proc/1/ns/net' }, ['link']],
    ['-a link', { allNetns: true }, ['link']],
    ['-all link', { allNetns: true }, ['link']],
    ['-br a', { brief: true }, ['a']],
    ['-o a', { oneline: true }, ['a']],
    ['-N r', { numeric: true }, ['r']],
    ['-c a', { color: 'always' }, ['a']],
    ['-color=never a', { color: 'never' }, ['a']],
    ['-t monitor', { timestamp: 'long' }, ['monitor']],
    ['-ts monitor', { timestamp: 'short' }, ['monitor']],
    ['-human -iec -s link', { human: true, iec: true, statistics: 1 }, ['link']],
    ['--raw link', { raw: true }, ['link']],
    ['-V', { version: true }, []],
    ['--help', { help: true }, []],
  ])('%j', (line, options, words) => {
    expect(parse(line)).toEqual({ options: { ...defaults, ...options }, words });
  });

  it('takes options after the object too, and leaves the words that only look like options', () => {
    expect(parse('addr show -j dev eth0 -tentative')).toEqual({
      options: { ...defaults, json: true },
      words: ['addr', 'show', 'dev', 'eth0', '-tentative'],
    });
  });

  it('takes nothing for an option after --, nor a dash alone', () => {
    expect(parse('decode -')).toEqual({ options: defaults, words: ['decode', '-'] });
    expect(parse('-j -- link -d')).toEqual({ options: { ...defaults, json: true }, words: ['link', '-d'] });
  });

  it.each([
    ['--jsn link', 'unknown option "--jsn"; did you mean "--json"?'],
    ['-x link', 'unknown option "-x"'],
    ['-n', 'option "-n" needs a value: NAME|PATH|PID'],
    ['-f inte a', 'unknown address family "inte"; did you mean "inet"?'],
    ['-color=sometimes a', 'unknown time for colour "sometimes"'],
    ['--json=yes a', 'option "--json" takes no value'],
    ['-a -n blue link', '-n NAME and -a exclude one another: one network namespace, or all'],
  ])('%j is refused', (line, message) => {
    let error: unknown;
    try {
      parse(line);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(message);
  });
});
