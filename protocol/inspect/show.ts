import { type AnyCodec, type Shape, showFlags, toJson } from '../schema/index.ts';
import { NLM_F, NLMSG } from '../wire/index.ts';
import type { Node } from './node.ts';
import { time } from './units.ts';

/**
 * A value in a line, for people: `"eth0"`, `unicast (1)`, `up,lowerUp (0x10001)`, `1500 (15 s)`; a struct or a nest
 * in the words of its description. Empty for bytes, which stand beside it, and for what is not described. Any
 * character that could move a terminal's cursor is escaped.
 */
export function show(node: Node): string {
  const { codec, value } = node;
  if (codec === undefined) return '';
  if (value === undefined) return node.children.length > 0 && codec.shape.kind === 'struct' ? codec.is : '';
  const text = showValue(codec, value);
  const seconds = time(node);
  return harmless(seconds === undefined ? text : `${text} (${seconds})`);
}

function showValue(codec: AnyCodec, value: unknown): string {
  const { shape } = codec;
  if (shape.kind === 'integer') return showInteger(shape, value);
  if (shape.kind === 'flag') return 'set';
  if (shape.kind === 'bytes') return '';
  if (shape.kind === 'array' && Array.isArray(value)) {
    return value.map((element) => showValue(shape.of, element)).join(' ');
  }
  return typeof value === 'object' && value !== null ? showObject(codec, value) : codec.show(value as never);
}

/** What a codec written by hand reads: as it shows it, when that is not JSON; else `forwarding: 1, rpFilter: 0`. */
function showObject(codec: AnyCodec, value: object): string {
  const shown = codec.show(value as never);
  if (!shown.startsWith('{') && !shown.startsWith('[')) return shown;
  return JSON.stringify(toJson(value))
    .replaceAll(/"([A-Za-z]\w*)":/g, '$1: ')
    .replaceAll(/,(?=\S)/g, ', ')
    .replace(/^\{(.*)\}$/, '$1');
}

function showInteger(shape: Extract<Shape, { kind: 'integer' }>, value: unknown): string {
  const { names } = shape;
  if (names === undefined) return String(value);
  if (shape.flags) {
    const number = Number(value);
    return number === 0 ? '0' : `${showFlags(names, number)} (0x${number.toString(16)})`;
  }
  return typeof value === 'string' ? `${value} (${names[value]})` : String(value);
}

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Without characters that control a terminal, change the direction of writing, or are none. */
export function harmless(text: string): string {
  return text.replaceAll(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const everywhere = ['REQUEST', 'MULTI', 'ACK', 'ECHO', 'DUMP_INTR', 'DUMP_FILTERED'] as const;

/**
 * `NLM_F_*` by name, those that mean what the message is among them: `MULTI`, `REQUEST,ACK,EXCL,CREATE`.
 * @param rtnetlink whether types tell NEW, DEL and GET by their last two bits, as rtnetlink's do
 */
export function showMessageFlags(type: number, flags: number, rtnetlink: boolean): string {
  const names: Record<string, number> = {};
  for (const name of [...everywhere, ...special(type, flags, rtnetlink)]) names[name] = NLM_F[name];
  return showFlags(names, flags);
}

/** The flags whose meaning depends on the type. */
function special(type: number, flags: number, rtnetlink: boolean): (keyof typeof NLM_F)[] {
  if (type === NLMSG.ERROR || type === NLMSG.DONE) return ['CAPPED', 'ACK_TLVS'];
  if (type < NLMSG.MIN_TYPE || !rtnetlink) return [];
  if ((type & 3) === 2)
    return (flags & NLM_F.DUMP) === NLM_F.DUMP ? ['DUMP', 'ATOMIC'] : ['ROOT', 'MATCH', 'ATOMIC'];
  if ((type & 3) === 1) return ['NONREC', 'BULK'];
  return ['REPLACE', 'EXCL', 'CREATE', 'APPEND'];
}
