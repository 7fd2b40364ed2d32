import { Script } from 'node:vm';
import ts from 'typescript';
import * as rtnl from '../../../../src/index.ts';
import { blocksOf } from '../../../docs/blocks.ts';

/** What a page's program is given in place of what it imports and of the global console. */
export interface Surroundings {
  readonly rtnl: object;
  readonly console: Pick<Console, 'log'>;
}

/** The part of a page's program under one heading. */
export interface Step {
  readonly title: string;
  readonly code: string;
}

/** A page's program, cut behind each of its steps: `next` runs one, `return` gives up what the program holds. */
export interface Program {
  readonly steps: readonly Step[];
  start(surroundings: Surroundings): AsyncGenerator<undefined, void>;
}

/** Reads `docs/labs/NAME.md`. What it imports from `rtnl` comes from its surroundings. */
export function programOf(name: string): Program {
  const steps: { title: string; code: string }[] = [];
  for (const { heading: title, code } of blocksOf(`docs/labs/${name}.md`)) {
    const last = steps.at(-1);
    if (last?.title === title) last.code += code;
    else steps.push({ title, code });
  }
  // In one function, so that a later step sees what an earlier one declared.
  const body = steps.map(({ code }) => `${withoutImports(code)}\nyield;`).join('\n');
  const source = `async function* program({ rtnl, console }) {\n${body}\n}`;
  // esbuild would do, but leaves a process with its pipes, which would be taken for a leftover.
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const script = new Script(`(() => { ${outputText}\nreturn program; })()`, {
    filename: `docs/labs/${name}.md`,
  });
  return { steps, start: script.runInThisContext() as Program['start'] };
}

function withoutImports(code: string): string {
  return code.replaceAll(/^import (\{[^}]*\}) from 'rtnl';$/gm, (_, names: string) => {
    const values = names
      .replace(/[{}\s]/g, ' ')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && !each.startsWith('type '));
    const unknown = values.filter((each) => !(each in rtnl));
    if (unknown.length > 0) throw new Error(`rtnl exports no ${unknown.join(', ')}`);
    return `const { ${values.join(', ')} } = rtnl;`;
  });
}
