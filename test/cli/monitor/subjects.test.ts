import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/cli/errors.ts';
import { groupsOf, parseWatch, subjects } from '../../../src/cli/monitor/subjects.ts';
import { Words } from '../../../src/cli/words.ts';
import { links } from '../scene.ts';

const watchOf = (...words: string[]) => parseWatch(new Words(words), async () => links());

describe('what to watch', () => {
  it('is everything, with labels, when nothing is said', async () => {
    const watch = await watchOf();
    expect([...watch.subjects]).toEqual([...subjects]);
    expect(watch.labels).toBe(true);
  });

  it('may be cut short, and one subject needs no label', async () => {
    const watch = await watchOf('ro');
    expect([...watch.subjects]).toEqual(['route']);
    expect(watch.labels).toBe(false);
    expect((await watchOf('link', 'addr')).labels).toBe(true);
    expect((await watchOf('link', 'label')).labels).toBe(true);
    expect([...(await watchOf('address')).subjects]).toEqual(['addr']);
  });

  it('may be one interface', async () => {
    expect((await watchOf('dev', 'eth0')).dev).toBe(2);
    await expect(watchOf('dev', 'eht0')).rejects.toThrow(InputError);
    await expect(watchOf('dev')).rejects.toThrow(InputError);
  });

  it('is not something else', async () => {
    await expect(watchOf('lnk')).rejects.toThrow(
      new InputError('unknown object "lnk"; did you mean "link"?'),
    );
    await expect(watchOf('mroute')).rejects.toThrow(/does not watch "mroute"/);
  });
});

describe('the groups to join', () => {
  it('are those of the family asked for, and those that keep names true', () => {
    expect(groupsOf(new Set(['route']), 0)).toEqual(['link', 'nsid', 'ipv4Route', 'ipv6Route', 'mplsRoute']);
    expect(groupsOf(new Set(['addr', 'rule']), 10)).toEqual(['link', 'nsid', 'ipv6Ifaddr', 'ipv6Rule']);
    expect(groupsOf(new Set(['neigh', 'fdb']), 2)).toEqual(['link', 'nsid', 'neigh']);
  });
});
