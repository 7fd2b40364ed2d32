import { hexFromBytes } from '../../protocol/schema/index.ts';
import { type Connection, connect } from '../connection/connection.ts';
import type { Dump } from '../connection/dump.ts';
import { DumpInterrupted } from '../connection/errors.ts';
import type { NameTables } from '../model/names/tables.ts';
import type { LinkNames } from './names/links.ts';
import { loadLinkNames } from './names/load-links.ts';
import type { NamespaceReference } from './namespaces.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Printer } from './print/printer.ts';

/** What a command runs with: the options, somewhere to print, the kernel, and names for its numbers. */
export class Context {
  readonly options: Options;
  readonly printer: Printer;
  /** For what is neither an entry nor JSON. */
  readonly output: Output;
  /** For what went wrong beside what went well; a line each. */
  readonly warn: (problem: string) => void;
  readonly tables: NameTables;
  /** The network namespace; `undefined` is the one this process is in. */
  readonly netns: NamespaceReference | undefined;
  #connection: Connection | undefined;
  #failed = false;
  #links: Promise<LinkNames> | undefined;

  constructor(parts: {
    options: Options;
    printer: Printer;
    output: Output;
    warn: (problem: string) => void;
    tables: NameTables;
    netns: NamespaceReference | undefined;
  }) {
    this.options = parts.options;
    this.printer = parts.printer;
    this.output = parts.output;
    this.warn = parts.warn;
    this.tables = parts.tables;
    this.netns = parts.netns;
  }

  /** The kernel, in this context's namespace: opened when it is first asked for, closed by the frame. */
  connection(): Connection {
    const { netns } = this;
    this.#connection ??= connect(netns === undefined ? {} : { netns: netns.path });
    return this.#connection;
  }

  /**
   * All that a dump gives. What could not be decoded, or changed all the while, is told beside it and makes the exit
   * status 1.
   */
  async collect<V>(dump: Dump<V>): Promise<V[]> {
    let read: V[];
    try {
      read = await dump.all();
    } catch (error) {
      if (!(error instanceof DumpInterrupted)) throw error;
      this.fail(error.message);
      read = error.read as V[];
    }
    for (const { error, bytes } of dump.undecodable) {
      this.fail(`a message could not be decoded: ${error.message}; its bytes: ${hexFromBytes(bytes)}`);
    }
    return read;
  }

  /** Tells what went wrong beside what goes on: the exit status will be 1. */
  fail(problem: string): void {
    this.#failed = true;
    this.warn(problem);
  }

  /** Whether something went wrong so far. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Names of all links of the namespace, from one dump. */
  links(): Promise<LinkNames> {
    this.#links ??= loadLinkNames(this);
    return this.#links;
  }

  /** Links that a command has dumped itself: nobody need ask for them again. */
  useLinks(links: LinkNames): void {
    this.#links = Promise.resolve(links);
  }

  /** One entry of the listing: an object of its own in JSON, which tells its namespace with `-a`. */
  entry(body: () => void): void {
    const { netns, options, printer } = this;
    printer.object(undefined, () => {
      if (options.allNetns && netns !== undefined) printer.field('netns', netns.name);
      body();
    });
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}
