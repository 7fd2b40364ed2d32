import type { NameTables } from '../../../model/names/tables.ts';
import { unknownOption } from '../../arguments.ts';
import { InputError } from '../../errors.ts';
import type { LinkNames } from '../../names/links.ts';
import type { Words } from '../../words.ts';
import { IFF_UP } from './flags.ts';
import type { LinkView } from './view.ts';

/** Which links are wanted. */
export interface LinkSelection {
  index?: number;
  /** `true` and `false` for up and down. */
  up?: boolean;
  group?: number;
  /** The index of a bridge, bond, vrf; 0 for links that have no master. */
  master?: number;
  kind?: string;
  /** What kind of master the link is a port of. */
  portKind?: string;
}

export interface SelectionSurroundings {
  readonly views: readonly LinkView[];
  readonly names: LinkNames;
  readonly tables: NameTables;
}

/**
 * Reads selectors as `ip link show` and `ip addr show` have them; `own` takes the words that belong to the object
 * alone, and says whether it did.
 * @throws InputError
 */
export function parseLinkSelection(
  words: Words,
  { views, names, tables }: SelectionSurroundings,
  own: (word: string) => boolean = () => false,
): LinkSelection {
  const selection: LinkSelection = {};
  for (let word = words.next(); word !== undefined; word = words.next()) {
    if (own(word)) continue;
    switch (word) {
      case 'up':
      case 'down':
        selection.up = word === 'up';
        break;
      case 'nomaster':
        selection.master = 0;
        break;
      case 'master':
        selection.master = names.parse(words.operand(word));
        break;
      case 'vrf':
        selection.master = parseVrf(words.operand(word), views, names);
        break;
      case 'group':
        selection.group = tables.group.parse(words.operand(word));
        break;
      case 'type':
        selectKind(selection, words.operand(word));
        break;
      default: {
        if (word.startsWith('-')) throw unknownOption(word);
        const name = word === 'dev' ? words.operand(word) : word;
        if (selection.index !== undefined)
          throw new InputError(`only one interface can be asked for: "${name}" is one too many`);
        selection.index = names.parse(name);
      }
    }
  }
  return selection;
}

export function isSelected(view: LinkView, selection: LinkSelection): boolean {
  const { header, group, master = 0, linkinfo } = view;
  const { index, up, kind, portKind } = selection;
  return (
    (index === undefined || header.index === index) &&
    (up === undefined || ((header.flags & IFF_UP) !== 0) === up) &&
    (selection.group === undefined || group === undefined || group === selection.group) &&
    (selection.master === undefined || master === selection.master) &&
    (kind === undefined || linkinfo?.kind === kind) &&
    (portKind === undefined || linkinfo?.slaveKind === portKind)
  );
}

const PORT = '_slave';

function selectKind(selection: LinkSelection, word: string): void {
  if (word.endsWith(PORT)) selection.portKind = word.slice(0, -PORT.length);
  else selection.kind = word;
}

function parseVrf(word: string, views: readonly LinkView[], names: LinkNames): number {
  const index = names.parse(word);
  const view = views.find(({ header }) => header.index === index);
  if (view?.linkinfo?.kind !== 'vrf') throw new InputError(`"${word}" is no VRF`);
  return index;
}
