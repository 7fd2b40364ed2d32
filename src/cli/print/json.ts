import type { Output } from '../output.ts';
import type { Printer, Scalar } from './printer.ts';

/** Prints JSON as it is said, nothing kept: compact, or laid out as `ip -p` lays it out. */
export class JsonPrinter implements Printer {
  readonly json = true;
  readonly #output: Output;
  readonly #pretty: boolean;
  #depth = 0;
  #separator = '';

  constructor(output: Output, pretty: boolean) {
    this.#output = output;
    this.#pretty = pretty;
  }

  value(key: string, value: Scalar): void {
    this.#key(key);
    this.#scalar(value);
  }

  field(key: string, value: Scalar): void {
    this.value(key, value);
  }

  text(): void {}

  element(value: Scalar): void {
    this.#scalar(value);
  }

  object(key: string | undefined, body: () => void): void {
    if (key !== undefined) this.#key(key);
    this.#open('{');
    body();
    this.#close('}');
  }

  array(key: string | undefined, body: () => void): void {
    if (key !== undefined) this.#key(key);
    this.#openArray();
    body();
    this.#closeArray();
  }

  newline(): void {}

  begin(): void {
    this.#openArray();
  }

  end(): void {
    this.#closeArray();
    this.#output.write('\n');
    this.#separator = '';
  }

  #key(key: string): void {
    this.#output.write(this.#separator);
    this.#endLine();
    this.#separator = '';
    this.#output.write(JSON.stringify(key) + (this.#pretty ? ': ' : ':'));
  }

  #scalar(value: Scalar): void {
    const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
    this.#output.write(this.#separator + text);
    this.#separator = ',';
  }

  #openArray(): void {
    this.#open('[');
    if (this.#pretty) this.#output.write(' ');
  }

  #closeArray(): void {
    if (this.#pretty && this.#separator !== '') this.#output.write(' ');
    this.#separator = '';
    this.#close(']');
  }

  #open(bracket: string): void {
    this.#output.write(this.#separator + bracket);
    this.#depth++;
    this.#separator = '';
  }

  #close(bracket: string): void {
    this.#depth--;
    if (this.#separator !== '') this.#endLine();
    this.#output.write(bracket);
    this.#separator = ',';
  }

  #endLine(): void {
    if (this.#pretty) this.#output.write(`\n${'    '.repeat(this.#depth)}`);
  }
}
