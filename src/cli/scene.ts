import type { NameTables } from '../model/names/tables.ts';
import type { LinkNames } from './names/links.ts';
import type { Options } from './options.ts';
import type { Printer } from './print/printer.ts';

/** What printing one entry takes: how much is asked for, where it goes, and the names of its numbers. */
export interface Scene {
  readonly options: Options;
  readonly printer: Printer;
  readonly tables: NameTables;
  readonly links: LinkNames;
}
