import type { EventType } from '../../mirror/events/event.ts';
import type { Context } from '../context.ts';
import { JsonPrinter } from '../print/json.ts';
import type { Printer } from '../print/printer.ts';
import { Moment } from './timestamp.ts';

/** What must be known of a line beside what it tells: it is of the state, or nobody told it, or it stands for several. */
export type Mark = 'snapshot' | 'inferred' | 'resynchronised' | 'merged';

/** What a line begins with. */
export interface Head {
  /** What it is about. */
  readonly object: string;
  /** When: milliseconds since 1970, with a fraction. */
  readonly time: number;
  /** What happened to the object, where that is known. */
  readonly change?: EventType;
  readonly marks?: readonly Mark[];
  /** Tells the object from others of its kind, for programs. */
  readonly key?: string | undefined;
  /** `inet` or `inet6`, for programs, where the object does not say. */
  readonly family?: string | undefined;
}

/** Prints events: for people as `ip monitor` does, for programs an object on a line of its own. */
export class Lines {
  readonly #context: Context;
  readonly #labels: boolean;

  /** @param labels whether each tells what it is about */
  constructor(context: Context, labels: boolean) {
    this.#context = context;
    this.#labels = labels;
  }

  /** @param labelled whether this one tells it at any rate */
  print(head: Head, body: (printer: Printer) => void, labelled = this.#labels): void {
    if (this.#context.options.json) this.#printObject(head, body);
    else {
      this.#printHead(head, labelled);
      body(this.#context.printer);
    }
  }

  #printHead({ object, time, marks = [] }: Head, labelled: boolean): void {
    const { options, netns, printer } = this.#context;
    const { timestamp, allNetns } = options;
    if (timestamp === 'short') printer.text(`[${new Moment(time).short}] `);
    if (timestamp === 'long') printer.text(`Timestamp: ${new Moment(time).long}\n`);
    if (allNetns && netns !== undefined) printer.text(`[netns ${netns.name}]`);
    if (labelled) printer.text(`[${object.toUpperCase()}]`);
    for (const mark of marks) printer.text(`[${mark}]`);
  }

  #printObject(
    { object, time, change, marks = [], key, family }: Head,
    body: (printer: Printer) => void,
  ): void {
    const { options, netns, output } = this.#context;
    const printer = new JsonPrinter(output, options.pretty);
    printer.object(undefined, () => {
      printer.field('object', object);
      if (options.timestamp !== 'none') printer.field('timestamp', new Moment(time).short);
      if (options.allNetns && netns !== undefined) printer.field('netns', netns.name);
      if (change !== undefined) printer.field('change', change);
      for (const mark of marks) printer.field(mark, true);
      if (key !== undefined) printer.field('key', key);
      if (family !== undefined) printer.field('family', family);
      body(printer);
    });
    output.write('\n');
  }
}

/** This moment, as `Head.time` has it. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
