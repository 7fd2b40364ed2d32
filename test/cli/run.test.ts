import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands, findCommand } from '../../src/cli/commands.ts';
import { InputError, OutputClosed } from '../../src/cli/errors.ts';
import { optionTable } from '../../src/cli/option-table.ts';
import { run } from '../../src/cli/run.ts';
import { Kept } from './support.ts';

async function rtnlDump(line: string, output = new Kept()) {
  const errors = new Kept();
  const words = line.split(' ').filter((word) => word !== '');
  const status = await run(words, { output, errors, terminal: () => false, environment: {} });
  return { status, text: output.text, errors: errors.text };
}

describe('the program', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    for (const option of ['-V', '-Version', '--version']) {
      expect(await rtnlDump(option)).toEqual({ status: 0, text: `rtnl-dump ${version}\n`, errors: '' });
    }
  });

  it.each(['-h', '-help', '--help', 'help'])('tells all it can with %s', async (word) => {
    const { status, text, errors } = await rtnlDump(word);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    for (const { names, summary } of commands) {
      expect(text).toContain(`  ${names[0]}`);
      expect(text).toContain(summary);
    }
    for (const { help } of optionTable) expect(text).toContain(help);
  });

  it.each(commands.map(({ names }) => names[0]))('tells what %s takes', async (name) => {
    for (const line of [`${name} --help`, `${name} help`, `help ${name}`]) {
      const { status, text, errors } = await rtnlDump(line);
      expect({ status, errors }).toEqual({ status: 0, errors: '' });
      expect(text).toContain(`Usage: rtnl-dump [OPTIONS] ${name} `);
    }
  });

  it.each([
    ['lnik', 'unknown object "lnik"; did you mean "link"?'],
    ['--jsno link', 'unknown option "--jsno"; did you mean "--json"?'],
    ['-n no-such-namespace link', 'unknown network namespace "no-such-namespace"'],
    ['-n /no/such/path link', 'no network namespace at /no/such/path'],
    ['-n 999999999 link', 'unknown network namespace "999999999": neither a name nor the id of a process'],
  ])('%s is a mistake in the command line', async (line, complaint) => {
    const { status, text, errors } = await rtnlDump(line);
    expect({ status, text }).toEqual({ status: 2, text: '' });
    expect(errors).toContain(`rtnl-dump: ${complaint}`);
  });

  it('ends quietly when nobody reads its output any more', async () => {
    class Closed extends Kept {
      override flush(): void {
        throw new OutputClosed();
      }
    }
    expect(await rtnlDump('--help', new Closed())).toEqual({ status: 0, text: '', errors: '' });
  });
});

describe('abbreviations', () => {
  it.each([
    ['a', 'addr'],
    ['ad', 'addr'],
    ['address', 'addr'],
    ['l', 'link'],
    ['r', 'route'],
    ['ro', 'route'],
    ['ru', 'rule'],
    ['n', 'neigh'],
    ['neighbor', 'neigh'],
    ['neighbour', 'neigh'],
    ['net', 'netns'],
    ['fdb', 'fdb'],
  ])('%s is %s, as in iproute2', (word, name) => {
    expect(findCommand(word).names[0]).toBe(name);
  });

  it('name something', () => {
    expect(() => findCommand('xyz')).toThrow(InputError);
  });
});
