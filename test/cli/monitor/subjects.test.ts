import { describe, expect, it } from 'vitest';
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
