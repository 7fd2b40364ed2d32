import { AF } from '../../../../protocol/route/families.ts';
import { route } from '../../../../protocol/route/route/route.ts';
import { RTM_F } from '../../../../protocol/route/route/rtmsg.ts';
import { formatIPv6, type MessageInputOf } from '../../../../protocol/schema/index.ts';
import { ipProtocolNumber } from '../../../model/names/ip-protocols.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import type { Context } from '../../context.ts';
import { InputError } from '../../errors.ts';
import type { LinkNames } from '../../names/links.ts';
import { vrfTable } from '../../names/vrf.ts';
import { parseAddress, parsePrefix } from '../../prefix.ts';
import { printRaw } from '../../raw/print-raw.ts';
import { parseNumber, type Selector, takeSelectors } from '../../selectors.ts';
import type { Words } from '../../words.ts';
import { printRoute } from './print.ts';
import { nexthopsOf } from './show.ts';

/** What a packet would be. */
interface Question {
  family: number;
  dst?: string;
  src?: string;
  srcLen: number;
  tos: number;
  fibMatch: boolean;
  iif?: number;
  oif?: number;
  mark?: number;
  uid?: number;
  ipProto?: number;
  sport?: number;
  dport?: number;
  flowlabel?: number;
  newdst?: number[];
}

/** `route get`: which route the kernel would choose. */
export async function getRoute(context: Context, words: Words): Promise<void> {
  const { options, printer, tables } = context;
  const links = await context.links();
  const question: Question = { family: options.family, srcLen: 0, tos: 0, fibMatch: false };
  const selectors = questionSelectors(tables, links, (name) => vrfTable(context, name));
  await takeSelectors(words, selectors, question, (word) => {
    const address = parseAddress(word === 'to' ? words.operand(word) : word, question.family);
    question.family = address.family;
    question.dst = addressText(address.bytes);
  });
  const view = await context.connection().request(route, 'RTM_GETROUTE', requestFor(question));
  if (options.raw) return printRaw(context, [view]);
  const nexthops = await nexthopsOf(context, [view]);
  const scene = { options, printer, tables, links, nexthops, common: new Set<never>() };
  context.entry(() => printRoute(scene, view));
}

function requestFor(question: Question): MessageInputOf<typeof route> {
  const { family, dst, src, srcLen, tos, fibMatch, newdst, ...attributes } = question;
  if (dst === undefined) throw new InputError('"route get" needs the address to look up');
  // Only IPv4 can tell which table it was found in.
  const lookup = family === AF.values.inet ? RTM_F.values.lookupTable : 0;
  return {
    header: {
      family,
      dstLen: family === AF.values.mpls ? 20 : family === AF.values.inet6 ? 128 : 32,
      srcLen,
      tos,
      flags: lookup | (fibMatch ? RTM_F.values.fibMatch : 0),
    },
    dst: family === AF.values.mpls ? [Number(dst)] : dst,
    src,
    newdst,
    ...attributes,
  };
}

function addressText(bytes: Uint8Array): string {
  if (bytes.length === 16) return formatIPv6(bytes, 0);
  if (bytes.length === 4) return bytes.join('.');
  const [high = 0, middle = 0, low = 0] = bytes;
  return String((high << 12) | (middle << 4) | (low >> 4));
}

function questionSelectors(
  tables: NameTables,
  links: LinkNames,
  vrf: (name: string) => Promise<number>,
): readonly Selector<Question>[] {
  const number = (
    name: 'mark' | 'uid' | 'sport' | 'dport' | 'flowlabel',
    most?: number,
  ): Selector<Question> => ({
    name,
    short: true,
    take(question, words) {
      question[name] = parseNumber(name, words.operand(name), most);
    },
  });
  return [
    {
      name: 'dsfield',
      also: ['tos'],
      short: true,
      take(question, words, name) {
        question.tos = tables.dsfield.parse(words.operand(name));
      },
    },
    {
      name: 'from',
      short: true,
      take(question, words, name) {
        const { family, bytes, bits } = parsePrefix(words.operand(name), question.family);
        question.family = family;
        question.src = addressText(bytes);
        question.srcLen = bits;
      },
    },
    {
      name: 'iif',
      short: true,
      take(question, words, name) {
        question.iif = links.parse(words.operand(name));
      },
    },
    number('mark'),
    {
      name: 'oif',
      also: ['dev'],
      short: true,
      take(question, words, name) {
        question.oif = links.parse(words.operand(name));
      },
    },
    {
      name: 'vrf',
      short: true,
      async take(question, words, name) {
        const word = words.operand(name);
        await vrf(word);
        question.oif = links.parse(word);
      },
    },
    number('uid'),
    {
      name: 'fibmatch',
      short: true,
      take(question) {
        question.fibMatch = true;
      },
    },
    {
      name: 'as',
      take(question, words, name) {
        const word = words.operand(name);
        question.newdst = (word === 'to' ? words.operand(word) : word).split('/').map((label) => {
          return parseNumber(name, label, 0xfffff);
        });
      },
    },
    number('sport', 0xffff),
    number('dport', 0xffff),
    {
      name: 'ipproto',
      short: true,
      take(question, words, name) {
        question.ipProto = ipProtocolNumber(words.operand(name));
      },
    },
    number('flowlabel', 0xfffff),
  ];
}
