import { unknown } from '../errors.ts';

/** What is remembered of a link, for messages that know only its index. */
export interface NamedLink {
  readonly index: number;
  readonly name: string;
  readonly altnames: readonly string[];
  /** `IFF_*`. */
  readonly flags: number;
  /** `ARPHRD_*`, on which the look of its addresses depends. */
  readonly type: number;
}

/** The links of a network namespace by index and by name. */
export class LinkNames {
  readonly #byIndex = new Map<number, NamedLink>();
  readonly #byName = new Map<string, NamedLink>();

  add(link: NamedLink): void {
    this.#byIndex.set(link.index, link);
    for (const name of [link.name, ...link.altnames]) this.#byName.set(name, link);
  }

  /** Learns what others know; where both know a link, they are right. */
  take(others: LinkNames): void {
    for (const link of others.#byIndex.values()) this.add(link);
  }

  has(index: number): boolean {
    return this.#byIndex.has(index);
  }

  /** The name, `if7` when there is no such link, `*` for none, as iproute2 has it. */
  name(index: number): string {
    if (index === 0) return '*';
    return this.#byIndex.get(index)?.name ?? `if${index}`;
  }

  /** `ARPHRD_*`; 0xffff, `ARPHRD_VOID`, when there is no such link. */
  type(index: number): number {
    return this.#byIndex.get(index)?.type ?? 0xffff;
  }

  /** Whether the link is up; one that is not known is not. */
  up(index: number): boolean {
    return ((this.#byIndex.get(index)?.flags ?? 0) & IFF_UP) !== 0;
  }

  /** The index of the link of that name or alternative name; `if7` is 7 when it exists. */
  find(word: string): number | undefined {
    const named = this.#byName.get(word);
    if (named !== undefined) return named.index;
    const index = /^if([1-9]\d*)$/.exec(word)?.[1];
    return index !== undefined && this.has(Number(index)) ? Number(index) : undefined;
  }

  /** As `find`. @throws InputError when there is none */
  parse(word: string): number {
    const index = this.find(word);
    if (index === undefined) throw unknown('interface', word, this.#byName.keys());
    return index;
  }
}

const IFF_UP = 1;
