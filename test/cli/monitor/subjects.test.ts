import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments.ts';
import { InputError } from '../../../src/cli/errors.ts';
import { groupsOf, kindsOf, parseWatch, subjects } from '../../../src/cli/monitor/subjects.ts';
import { Words } from '../../../src/cli/words.ts';

const watchOf = (...words: string[]) => parseWatch(new Words(words));

describe('what to watch', () => {
  it('is everything, with labels, when nothing is said', () => {
    const watch = watchOf();
    expect([...watch.subjects]).toEqual([...subjects]);
    expect(watch.labels).toBe(true);
  });

  it('may be cut short, and one subject needs no label', () => {
    const watch = watchOf('ro');
    expect([...watch.subjects]).toEqual(['route']);
    expect(watch.labels).toBe(false);
    expect(watchOf('link', 'addr').labels).toBe(true);
    expect(watchOf('link', 'label').labels).toBe(true);
    expect([...watchOf('address').subjects]).toEqual(['addr']);
  });

  it('may be one interface', () => {
    expect(watchOf('dev', 'eth0').dev).toBe('eth0');
    expect(() => watchOf('dev')).toThrow(InputError);
  });

  it('is told as it comes, unless asked for otherwise', () => {
    expect(watchOf('link')).toMatchObject({ changes: false, followState: false });
    expect(watchOf('--changes', 'link')).toMatchObject({ changes: true, followState: false });
    expect(watchOf('link', '-follow')).toMatchObject({ changes: false, followState: true });
    expect(() => watchOf('--chnages')).toThrow(
      new InputError('unknown option "--chnages"; did you mean "--changes"?'),
    );
  });

  it('is not something else', () => {
    expect(() => watchOf('lnk')).toThrow(new InputError('unknown object "lnk"; did you mean "link"?'));
    expect(() => watchOf('mroute')).toThrow(/does not watch "mroute"/);
  });
});

describe('what a mirror is asked for', () => {
  it('is what it has', () => {
    expect(kindsOf(new Set(subjects))).toEqual(['link', 'address', 'route', 'neighbour', 'fdb', 'rule']);
    expect(kindsOf(new Set(['nsid', 'nexthop']))).toEqual([]);
  });
});

describe('the groups to join', () => {
  it('are those of the family asked for, and those that keep names true', () => {
    expect(groupsOf(new Set(['route']), 0)).toEqual(['link', 'nsid', 'ipv4Route', 'ipv6Route', 'mplsRoute']);
    expect(groupsOf(new Set(['addr', 'rule']), 10)).toEqual(['link', 'nsid', 'ipv6Ifaddr', 'ipv6Rule']);
    expect(groupsOf(new Set(['neigh', 'fdb']), 2)).toEqual(['link', 'nsid', 'neigh']);
  });
});

describe('kernel memory for events', () => {
  const sizeOf = (word: string) => parseArguments(['-rcvbuf', word, 'monitor']).options.rcvbuf;

  it('is said in bytes, or in powers of 1024', () => {
    expect([sizeOf('4096'), sizeOf('8k'), sizeOf('64M'), sizeOf('1mb')]).toEqual([
      4096,
      8192,
      2 ** 26,
      2 ** 20,
    ]);
    expect(() => sizeOf('much')).toThrow(/"rcvbuf" takes a size .*, not "much"/);
    expect(() => sizeOf('2g')).toThrow(InputError);
  });
});
