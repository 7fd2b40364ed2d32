import { IFAPROT } from '../../../../protocol/route/address.ts';
import { AF } from '../../../../protocol/route/families.ts';
import { RT_SCOPE } from '../../../../protocol/route/route/rtmsg.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import { numberOf } from '../../../model/number.ts';
import type { LinkNames } from '../../names/links.ts';
import { addressBytes, type Prefix, parsePrefix, startsWith } from '../../prefix.ts';
import type { Words } from '../../words.ts';
import { type FlagFilter, flagFilter } from './flags.ts';
import { flagsOf, localOf } from './print.ts';
import type { AddressView } from './view.ts';

/** Which addresses are wanted. */
export class AddressSelection {
  readonly #names: LinkNames;
  readonly #tables: NameTables;
  readonly #flags: FlagFilter[] = [];
  #family: number;
  #prefix: Prefix | undefined;
  #scope: number | undefined;
  #protocol: number | undefined;
  #label: RegExp | undefined;

  /** @param family `AF_*`, 0 for all. */
  constructor(family: number, names: LinkNames, tables: NameTables) {
    this.#family = family;
    this.#names = names;
    this.#tables = tables;
  }

  /** `AF_*`: the one asked for, or that of the prefix. */
  get family(): number {
    return this.#family;
  }

  /** `-0`: links without addresses. */
  get linksOnly(): boolean {
    return this.#family === AF.values.packet;
  }

  /** Takes a selector of addresses, with what follows it; says whether it is one. @throws InputError */
  take(word: string, words: Words): boolean {
    const flag = flagFilter(word);
    if (flag !== undefined) {
      this.#flags.push(flag);
      return true;
    }
    switch (word) {
      case 'to':
        this.#prefix = parsePrefix(words.operand(word), this.#family);
        this.#family ||= this.#prefix.family;
        return true;
      case 'scope': {
        const scope = words.operand(word);
        this.#scope = scope === 'all' ? undefined : this.#tables.scope.parse(scope);
        return true;
      }
      case 'label':
        this.#label = shellPattern(words.operand(word));
        return true;
      case 'proto':
        this.#protocol = this.#tables.addressProtocol.parse(words.operand(word));
        return true;
      default:
        return false;
    }
  }

  selects(view: AddressView): boolean {
    const { header, label, proto } = view;
    const prefix = this.#prefix;
    const flags = flagsOf(view);
    return (
      (this.#scope === undefined || numberOf(RT_SCOPE, header.scope) === this.#scope) &&
      this.#flags.every(({ bit, set }) => ((flags & bit) !== 0) === set) &&
      (this.#label === undefined || this.#label.test(label ?? this.#names.name(header.index))) &&
      (this.#protocol === undefined ||
        (proto !== undefined && numberOf(IFAPROT, proto) === this.#protocol)) &&
      (prefix === undefined ||
        !prefix.narrows ||
        (numberOf(AF, header.family) === prefix.family &&
          startsWith(addressBytes(localOf(view) ?? ''), prefix)))
    );
  }

  /** Whether a link with so many addresses, so many of which are wanted, is shown: one without any is, if all are. */
  shows(all: number, selected: number): boolean {
    return selected > 0 || this.linksOnly || (all === 0 && this.#family === 0);
  }
}

/** `fnmatch(3)` with `*`, `?` and `[...]`. */
function shellPattern(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]+\]|[*?]|[\\^$.|+()[\]{}]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return part.replace(/^\[!/, '[^');
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`, 's');
}
