import { LinkNames } from '../../src/cli/names/links.ts';
import { defaults, type Options } from '../../src/cli/options.ts';
import type { Printer } from '../../src/cli/print/printer.ts';
import type { Scene } from '../../src/cli/scene.ts';
import { NameTables } from '../../src/model/names/tables.ts';
import { jsonOf, textOf } from './support.ts';

/** Links 1 to 3: lo, eth0, eth1; 4 is the tunnel gre1. */
export function links(): LinkNames {
  const names = new LinkNames();
  const types: readonly (readonly [name: string, type: number])[] = [
    ['lo', 772],
    ['eth0', 1],
    ['eth1', 1],
    ['gre1', 778],
  ];
  for (const [at, [name, type]] of types.entries()) {
    names.add({ index: at + 1, name, altnames: [], flags: 1, type });
  }
  return names;
}

/** What an entry looks like, for people and for programs. */
export function shown(
  print: (scene: Scene) => void,
  options: Partial<Options> = {},
): { text: string; json: Record<string, unknown> } {
  const sceneOf = (printer: Printer): Scene => ({
    options: { ...defaults, ...options },
    printer,
    tables: new NameTables(options.numeric ?? false),
    links: links(),
  });
  const json = jsonOf((printer) => printer.object(undefined, () => print(sceneOf(printer))));
  const [entry] = JSON.parse(json) as Record<string, unknown>[];
  return { text: textOf((printer) => print(sceneOf(printer))), json: entry ?? {} };
}
