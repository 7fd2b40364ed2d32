import type { Printer, Scalar } from '../print/printer.ts';

/** A value as JSON has it, but that large numbers keep all their digits. */
export type Value = Scalar | readonly Value[] | { readonly [key: string]: Value };

type Open = Value[] | Record<string, Value>;

/** Keeps what a renderer says as values, to be compared. */
export class ValuePrinter implements Printer {
  readonly json = true;
  readonly #root: Record<string, Value> = {};
  #open: Open = this.#root;

  /** The members that were said. */
  get values(): Readonly<Record<string, Value>> {
    return this.#root;
  }

  value(key: string, value: Scalar): void {
    this.#put(key, value);
  }

  field(key: string, value: Scalar): void {
    this.#put(key, value);
  }

  text(): void {}

  element(value: Scalar): void {
    this.#put(undefined, value);
  }

  object(key: string | undefined, body: () => void): void {
    this.#within(key, {}, body);
  }

  array(key: string | undefined, body: () => void): void {
    this.#within(key, [], body);
  }

  newline(): void {}

  begin(): void {}

  end(): void {}

  #within(key: string | undefined, inner: Open, body: () => void): void {
    this.#put(key, inner);
    const outer = this.#open;
    this.#open = inner;
    body();
    this.#open = outer;
  }

  #put(key: string | undefined, value: Value): void {
    if (Array.isArray(this.#open)) this.#open.push(value);
    else this.#open[key ?? ''] = value;
  }
}

/** Says a value to another printer. */
export function printValue(printer: Printer, key: string | undefined, value: Value): void {
  if (isList(value)) {
    printer.array(key, () => {
      for (const each of value) printValue(printer, undefined, each);
    });
  } else if (isMembers(value)) {
    printer.object(key, () => {
      for (const [name, each] of Object.entries(value)) printValue(printer, name, each);
    });
  } else if (key === undefined) printer.element(value, '');
  else printer.field(key, value);
}

/** A value for people: `BROADCAST,UP`, `set` for what has no value, `none` for what is not there. */
export function valueText(value: Value | undefined): string {
  if (value === undefined) return 'none';
  if (value === null) return 'set';
  if (isList(value)) return value.length === 0 ? 'none' : value.map(valueText).join(',');
  if (!isMembers(value)) return String(value);
  const members = Object.entries(value).map(([name, each]) =>
    each === null ? name : `${name} ${valueText(each)}`,
  );
  return `{${members.join(' ')}}`;
}

export function isMembers(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
