import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** The rooms, the longest path first where one lies in another, and the rooms that each may import. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'protocol/wire': [],
  'protocol/schema': ['protocol/wire'],
  'protocol/control': ['protocol/wire', 'protocol/schema'],
  'protocol/route': ['protocol/schema', 'protocol/wire', 'protocol/control'],
  'protocol/inspect': ['protocol/wire', 'protocol/schema', 'protocol/control'],
  'protocol/index.ts': [
    'protocol/wire',
    'protocol/schema',
    'protocol/control',
    'protocol/route',
    'protocol/inspect',
  ],
  'src/sys': [],
  'src/socket': ['src/sys'],
  'src/connection': ['src/socket', 'src/sys', 'protocol'],
  'src/namespace': ['src/sys', 'src/connection', 'protocol'],
  'src/model': ['src/namespace', 'src/connection', 'src/sys', 'protocol'],
  'src/mirror': ['src/model', 'src/connection', 'src/namespace', 'src/sys', 'protocol'],
  'src/cli': ['src', 'protocol'],
  'src/index.ts': ['src', 'protocol'],
};

/** Packages and Node's modules, by the only files that may name them. */
const outside: Readonly<Record<string, RegExp>> = {
  'ffi-rs': /^src\/sys\/addon\.ts$/,
  'package.json': /^src\/cli\/run\.ts$/,
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

const imports: readonly Import[] = ['protocol', 'src'].flatMap(sources).flatMap((from) =>
  ts.preProcessFile(readFileSync(from, 'utf8'), true, true).importedFiles.map(({ fileName }) => ({
    from,
    to: fileName.startsWith('.') ? normalize(join(dirname(from), fileName)) : fileName,
  })),
);

function roomOf(path: string): string | undefined {
  return Object.keys(arrows).find((room) => path === room || path.startsWith(`${room}/`));
}

const within = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

describe('imports follow the arrows of the design', () => {
  it('is looking at the sources', () => {
    expect(imports.length).toBeGreaterThan(200);
  });

  it('has every source file in a room', () => {
    const homeless = ['protocol', 'src'].flatMap(sources).filter((path) => roomOf(path) === undefined);
    expect(homeless).toEqual([]);
  });

  it('has no arrow that is not drawn', () => {
    const local = imports.filter(({ to }) => /^(protocol|src)\//.test(to));
    const astray = local.filter(({ from, to }) => {
      const room = roomOf(from) ?? '';
      return !within(to, room) && !(arrows[room] ?? []).some((allowed) => within(to, allowed));
    });
    expect(astray).toEqual([]);
  });

  it('lets the codec run where there is no Node.js', () => {
    const foreign = imports.filter(
      ({ from, to }) => from.startsWith('protocol/') && !to.startsWith('protocol/'),
    );
    expect(foreign).toEqual([]);
  });

  it('names no package but where it may', () => {
    const packages = imports.filter(({ to }) => !/^(protocol|src)\/|^node:/.test(to));
    expect(packages.filter(({ from, to }) => !outside[to]?.test(from))).toEqual([]);
    const addon = readFileSync('src/sys/addon.ts', 'utf8');
    const others = sources('src').filter((path) => path !== 'src/sys/addon.ts');
    expect(addon).toContain('ffi-rs');
    expect(others.filter((path) => /require\w*\(\s*['"]ffi-rs/i.test(readFileSync(path, 'utf8')))).toEqual(
      [],
    );
  });
});
