import type { ObjectKind } from './objects.ts';

/** Which parts a state has. */
export interface Selection {
  readonly kinds: ReadonlySet<ObjectKind>;
  /** The families of routes that are wanted. */
  readonly families: ReadonlySet<'inet' | 'inet6'>;
  /** The tables that are wanted; `undefined`: all. */
  readonly tables: ReadonlySet<number> | undefined;
  /** Who put the routes there that are wanted, `RTPROT_*`; `undefined`: all. */
  readonly protocols: ReadonlySet<number> | undefined;
  /** Of the IPv4 routes only those by these interfaces, by index; `undefined`: all. */
  readonly ways?: ReadonlySet<number> | undefined;
}
