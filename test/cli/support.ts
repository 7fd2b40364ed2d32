import type { Output } from '../../src/cli/output.ts';
import type { Paint } from '../../src/cli/print/color.ts';
import { plain } from '../../src/cli/print/color.ts';
import { JsonPrinter } from '../../src/cli/print/json.ts';
import type { Printer } from '../../src/cli/print/printer.ts';
import { TextPrinter } from '../../src/cli/print/text.ts';

/** Keeps what is written. */
export class Kept implements Output {
  text = '';
  #kept = '';

  write(text: string): void {
    this.#kept += text;
  }

  flush(): void {
    this.text += this.#kept;
    this.#kept = '';
  }

  discard(): void {
    this.#kept = '';
  }
}

/** What a renderer prints for people. */
export function textOf(
  render: (printer: Printer) => void,
  { paint = plain, oneline = false }: { paint?: Paint; oneline?: boolean } = {},
): string {
  const output = new Kept();
  render(new TextPrinter(output, paint, oneline));
  output.flush();
  return output.text;
}

/** The JSON that a renderer prints, as text. */
export function jsonOf(render: (printer: Printer) => void, pretty = false): string {
  const output = new Kept();
  const printer = new JsonPrinter(output, pretty);
  printer.begin();
  render(printer);
  printer.end();
  output.flush();
  return output.text;
}
