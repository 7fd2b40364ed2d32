import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../socket/program.ts';
import { labs, needsKernel, pages, programs, resolved } from './blocks.ts';

describe('the code in the docs', () => {
  it.each(programs().filter((block) => !needsKernel(block)))('runs: $place', async ({ code }) => {
    const { code: status, stderr } = await runProgram(resolved(code));
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('has the types it needs', () => {
    const sources = new Map(programs().map(({ code }, index) => [`docs-${index}.ts`, resolved(code)]));
    const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'));
    const { options } = ts.convertCompilerOptionsFromJson(
      { ...config.compilerOptions, noUnusedLocals: false },
      '.',
    );
    const host = ts.createCompilerHost(options);
    const read = host.readFile.bind(host);
    const exists = host.fileExists.bind(host);
    host.readFile = (path) => sources.get(path) ?? read(path);
    host.fileExists = (path) => sources.has(path) || exists(path);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (path, version, ...rest) => {
      const text = sources.get(path);
      return text === undefined
        ? getSourceFile(path, version, ...rest)
        : ts.createSourceFile(path, text, version);
    };
    const program = ts.createProgram([...sources.keys()], options, host);
    const wrong = [...sources.keys()].flatMap((path) => {
      const source = program.getSourceFile(path);
      return source === undefined
        ? []
        : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(wrong.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  }, 120_000);
});

describe('the labs in the docs', () => {
  it.each(labs)('are run by a test: %s', (lab) => {
    expect(existsSync(`test/kernel/labs/${basename(lab, '.md')}.test.ts`)).toBe(true);
  });
});

describe('the links in the docs', () => {
  it.each(pages)('lead somewhere: %s', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(join(dirname(page), to)))).toEqual([]);
  });
});
