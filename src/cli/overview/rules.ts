import { AF } from '../../../protocol/route/families.ts';
import { NameTables } from '../../model/names/tables.ts';
import { numberOf } from '../../model/number.ts';
import { LinkNames } from '../names/links.ts';
import { printRule, type RuleView } from '../objects/rule/print.ts';
import { defaults } from '../options.ts';
import { plain } from '../print/color.ts';
import { TextPrinter } from '../print/text.ts';

/** The rules that every namespace is born with. */
const born = ['0:\tfrom all lookup 255\n', '32766:\tfrom all lookup 254\n', '32767:\tfrom all lookup 253\n'];

const usual = [
  { family: AF.values.inet, name: 'IPv4', rules: born },
  // IPv6 has no table "default".
  { family: AF.values.inet6, name: 'IPv6', rules: born.slice(0, 2) },
] as const;

/** All rules of each family that has not exactly those that every namespace is born with. */
export function unusualRules(
  rules: readonly RuleView[],
  family: number,
): [name: string, rules: readonly RuleView[]][] {
  const numbers = new NameTables(true);
  const asked = usual.filter((each) => family === AF.values.unspec || family === each.family);
  return asked.flatMap(({ family: number, name, rules: expected }): [string, RuleView[]][] => {
    const own = rules.filter(({ header }) => numberOf(AF, header.family) === number);
    const lines = own.map((rule) => lineOf(rule, numbers));
    const same = lines.length === expected.length && lines.every((line, at) => line === expected[at]);
    return same ? [] : [[name, own]];
  });
}

/** All that `ip rule` tells of a rule, with numbers for names. */
function lineOf(rule: RuleView, numbers: NameTables): string {
  let line = '';
  const output = {
    write(text: string) {
      line += text;
    },
    flush() {},
    discard() {},
  };
  const printer = new TextPrinter(output, plain, false);
  printRule({ options: defaults, printer, tables: numbers, links: new LinkNames() }, rule);
  return line;
}
