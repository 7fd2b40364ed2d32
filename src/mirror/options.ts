import type { Namespace } from '../model/namespace.ts';
import type { Family } from '../model/network.ts';
import { names, numberIn } from '../model/words.ts';
import type { Source } from './follow/source.ts';
import { kindsOf, type ObjectKind, objectKinds } from './objects.ts';
import type { Selection } from './selection.ts';

/** What a mirror holds, and how. */
export interface MirrorOptions {
  /** The kinds of objects that are wanted; all by default. Interfaces are always known. */
  readonly objects?: readonly ObjectKind[] | undefined;
  /** Of routes: the tables, by names of `rt_tables` or numbers; all by default. */
  readonly tables?: readonly (string | number)[] | undefined;
  /** Of routes: who put them there, by names of `rt_protos` or numbers; all by default. */
  readonly protocols?: readonly (string | number)[] | undefined;
  /** Of routes: the families; both by default. */
  readonly families?: readonly Family[] | undefined;
  /** Ends the mirror. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes of kernel memory for events that wait to be read; default 64 MiB, as far as the kernel allows. */
  readonly receiveBuffer?: number | undefined;
  /** Whether the mirror keeps the process alive; default true. */
  readonly persistent?: boolean | undefined;
  /** With all namespaces: milliseconds between looks for those that only processes have; default 1000, 0 for none. */
  readonly scanInterval?: number | undefined;
  /** @internal For tests: what messages go through. */
  readonly through?: ((source: Source, namespace: Namespace) => Source) | undefined;
}

/** @throws InputError for a word that is none */
export function selectionOf(options: MirrorOptions): Selection {
  const { objects = objectKinds, tables, protocols, families = ['inet', 'inet6'] } = options;
  return {
    kinds: kindsOf(objects),
    families: new Set(families),
    tables: tables === undefined ? undefined : new Set(tables.map((table) => numberIn(names.table, table))),
    protocols:
      protocols === undefined
        ? undefined
        : new Set(protocols.map((protocol) => numberIn(names.protocol, protocol))),
  };
}
