import { InputError } from '../errors.ts';
import { inOneNamespace } from '../perform.ts';
import { Words } from '../words.ts';
import { FileError } from './packet.ts';
import { packetsOf } from './packets.ts';
import { PacketPrinter } from './print.ts';
import { openSource } from './source.ts';

export const run = inOneNamespace(async (context, words) => {
  const { path, littleEndian } = parse(new Words(words));
  const { source, close } = openSource(path);
  const printer = new PacketPrinter(context);
  context.printer.begin();
  try {
    for (const packet of packetsOf(source)) {
      printer.print(littleEndian === undefined ? packet : { ...packet, littleEndian });
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.fail(`${path === '-' ? 'standard input' : path}: ${error.message}`);
  } finally {
    close();
  }
  context.printer.end();
  printer.report();
  return undefined;
});

function parse(words: Words): { path: string; littleEndian: boolean | undefined } {
  let path: string | undefined;
  let littleEndian: boolean | undefined;
  for (let word = words.next(); word !== undefined; word = words.next()) {
    if (word === 'big-endian' || word === 'little-endian') littleEndian = word === 'little-endian';
    else if (path === undefined) path = word;
    else throw new InputError(`decode takes one file: "${path}", then what is "${word}"?`);
  }
  return { path: path ?? '-', littleEndian };
}
