import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, keep, recall } from '../../../src/cli/parts/cache.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rtnl-cache-'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

describe('where compiled code is kept', () => {
  it("is among the user's caches, also before there are any", () => {
    expect(cacheFolder({ HOME: home })).toBe(join(home, '.cache/rtnl-dump'));
    expect(cacheFolder({ HOME: '/nonexistent', XDG_CACHE_HOME: home })).toBe(join(home, 'rtnl-dump'));
    expect(readdirSync(home)).toEqual([]);
  });

  it('is nowhere without a home, and where it is not wanted', () => {
    expect(cacheFolder({})).toBeUndefined();
    expect(cacheFolder({ HOME: 'home' })).toBeUndefined();
    expect(cacheFolder({ HOME: '/nonexistent/home' })).toBeUndefined();
    expect(cacheFolder({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
  });

  it('is nowhere that cannot even be looked at', () => {
    // As the home of root is for others (EACCES), but for root, too: ELOOP.
    symlinkSync('loop', join(home, 'loop'));
    expect(cacheFolder({ HOME: join(home, 'loop') })).toBeUndefined();
  });

  it('is nowhere that others can write, nor behind a link', () => {
    const folder = join(home, 'rtnl-dump');
    mkdirSync(folder);
    chmodSync(folder, 0o770);
    expect(cacheFolder({ XDG_CACHE_HOME: home })).toBeUndefined();
    chmodSync(folder, 0o700);
    expect(cacheFolder({ XDG_CACHE_HOME: home })).toBe(folder);
    const other = join(home, 'other');
    mkdirSync(other);
    symlinkSync(folder, join(other, 'rtnl-dump'));
    expect(cacheFolder({ XDG_CACHE_HOME: other })).toBeUndefined();
    // Whose it would be who began it there, is not this user's.
    chmodSync(home, 0o777);
    rmSync(folder, { recursive: true });
    expect(cacheFolder({ XDG_CACHE_HOME: home })).toBeUndefined();
  });
});

describe('compiled code', () => {
  const code = Buffer.from('compiled');

  it.each(['k', 'ke', 'key', 'a key with a name: ä', '12345678'])('comes back under %s alone', (key) => {
    const folder = join(home, 'rtnl-dump');
    keep(folder, 'link', key, () => code);
    const back = recall(folder, 'link', key);
    expect(back).toEqual(code);
    // V8 would copy what is not aligned, or refuse it.
    expect((back?.byteOffset ?? 1) % 8).toBe(0);
    expect(recall(folder, 'link', `${key} `)).toBeUndefined();
    expect(recall(folder, 'addr', key)).toBeUndefined();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['link']);
  });

  it('is replaced', () => {
    keep(home, 'link', 'old', () => code);
    keep(home, 'link', 'new', () => code);
    expect(recall(home, 'link', 'old')).toBeUndefined();
    expect(recall(home, 'link', 'new')).toEqual(code);
  });

  it('is not taken from a file that others can write', () => {
    keep(home, 'link', 'key', () => code);
    chmodSync(join(home, 'link'), 0o666);
    expect(recall(home, 'link', 'key')).toBeUndefined();
  });

  it('is not made where it cannot be kept', () => {
    writeFileSync(join(home, 'file'), '');
    let made = false;
    keep(join(home, 'file/rtnl-dump'), 'link', 'key', () => {
      made = true;
      return code;
    });
    expect(made).toBe(false);
  });

  it('leaves nothing behind when it cannot be made', () => {
    keep(home, 'link', 'key', () => {
      throw new Error('out of memory');
    });
    expect(readdirSync(home)).toEqual([]);
    expect(existsSync(join(home, 'link'))).toBe(false);
  });
});
