import { nsid as nsidMessage } from '../../../../protocol/route/netns.ts';
import type { MessageViewOf } from '../../../../protocol/schema/index.ts';
import { nsidNames } from '../../../namespace/nsid.ts';
import type { Context } from '../../context.ts';
import type { Printer } from '../../print/printer.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { parseNumber, type Selector, takeSelectors, unknownSelector } from '../../selectors.ts';
import type { Words } from '../../words.ts';

export type NsidView = MessageViewOf<typeof nsidMessage>;

interface Question {
  targetNsid?: number;
  nsid?: number;
}

const selectors: readonly Selector<Question>[] = [
  {
    name: 'target-nsid',
    take(question, words, name) {
      question.targetNsid = parseNumber(name, words.operand(name), 0x7fffffff);
    },
  },
  {
    name: 'nsid',
    take(question, words, name) {
      question.nsid = parseNumber(name, words.operand(name), 0x7fffffff);
    },
  },
];

/** `netns list-id`: the ids that this namespace, or the one with `target-nsid`, has given others. */
export async function listIds(context: Context, words: Words): Promise<void> {
  const question: Question = {};
  await takeSelectors(words, selectors, question, (word) => {
    throw unknownSelector('netns list-id', word, selectors);
  });
  const connection = context.connection();
  const views =
    question.nsid === undefined
      ? await context.collect(connection.dump(nsidMessage, 'RTM_GETNSID', question))
      : [await connection.request(nsidMessage, 'RTM_GETNSID', question)];
  if (context.options.raw) return printRaw(context, views);
  const names = await nsidNames(connection);
  for (const view of views) context.entry(() => printNsid(context.printer, view, names));
}

/** One id, as `ip netns list-id` and `ip monitor nsid` print it. */
export function printNsid(printer: Printer, view: NsidView, names: ReadonlyMap<number, string>): void {
  const { nsid = -1, currentNsid } = view;
  if (view.$type === 'RTM_DELNSID') printer.value('deleted', true, 'Deleted ');
  printId(printer, 'nsid', nsid);
  if (currentNsid !== undefined) printId(printer, 'current-nsid', currentNsid);
  const name = names.get(currentNsid ?? nsid) ?? names.get(nsid);
  if (name !== undefined) printer.value('name', name, `(iproute2 netns name: ${name})`);
  printer.text('\n');
}

function printId(printer: Printer, key: string, id: number): void {
  if (id < 0) printer.text(`${key} unassigned `);
  else printer.value(key, id, `${key} ${id} `);
}
