import type { Output } from '../output.ts';
import type { Color, Paint } from './color.ts';
import type { Printer, Scalar } from './printer.ts';

/** Prints for people. */
export class TextPrinter implements Printer {
  readonly json = false;
  readonly #output: Output;
  readonly #paint: Paint;
  readonly #newline: string;

  constructor(output: Output, paint: Paint, oneline: boolean) {
    this.#output = output;
    this.#paint = paint;
    this.#newline = oneline ? '\\' : '\n';
  }

  value(_key: string, _value: Scalar, text: string, color?: Color): void {
    this.text(text, color);
  }

  field(): void {}

  text(text: string, color?: Color): void {
    this.#output.write(color === undefined ? text : this.#paint(text, color));
  }

  element(_value: Scalar, text: string, color?: Color): void {
    this.text(text, color);
  }

  object(_key: string | undefined, body: () => void): void {
    body();
  }

  array(_key: string | undefined, body: () => void): void {
    body();
  }

  newline(): void {
    this.#output.write(this.#newline);
  }

  begin(): void {}

  end(): void {}
}
