import { type Messages, type Node, problems, problemText, walk } from '../../../protocol/inspect/index.ts';
import { rtnetlink } from '../../../protocol/route/index.ts';
import { align4 } from '../../../protocol/wire/index.ts';
import type { Context } from '../context.ts';
import { printMessage } from '../raw/raw.ts';
import type { Packet } from './packet.ts';

/** `NETLINK_ROUTE`. */
const ROUTE = 0;

/** Prints packets, each message as a tree, and remembers which could not be read wholly. */
export class PacketPrinter {
  readonly #context: Context;
  #messages = 0;
  #faulty = 0;
  #firstFault = '';

  constructor(context: Context) {
    this.#context = context;
  }

  print(packet: Packet): void {
    const { printer } = this.#context;
    const { name, offset, bytes, problem } = packet;
    printer.text(`${this.#title(packet)}\n`);
    if (problem !== undefined) {
      this.#fault(`${name}: ${problem} (at byte ${offset})`);
      printer.text(`      !! ${problem}\n\n`, 'down');
      this.#entry(packet, () => printer.field('problem', problem));
    } else {
      const messages = packet.family === ROUTE ? rtnetlink : undefined;
      let at = 0;
      for (const tree of walk(messages, bytes, packet.littleEndian)) {
        this.#message(packet, tree, at, messages);
        at += align4(Math.min(tree.length, bytes.length - at));
      }
      if (bytes.length === 0) printer.text('\n');
    }
  }

  /** Tells what could not be read, if anything. */
  report(): void {
    if (this.#faulty === 0) return;
    const of = this.#messages === 1 ? 'the message' : `${this.#faulty} of ${this.#messages} messages`;
    this.#context.fail(
      `${of} could not be read wholly; ${this.#faulty === 1 ? '' : 'the first: '}${this.#firstFault}`,
    );
  }

  /** Prints the message that begins at byte `at` of the packet. */
  #message(
    { name, offset, ...packet }: Packet,
    tree: Node,
    at: number,
    messages: Messages | undefined,
  ): void {
    this.#entry({ name, offset, ...packet }, () => {
      const { printer } = this.#context;
      if (offset !== undefined) printer.field('at', offset + at);
      printer.object('message', () => printMessage(printer, tree, messages));
    });
    const [first] = problems(tree);
    if (first !== undefined) {
      // In a file of bytes people look for the place in the file, in text for the line and the place in the message.
      const place = offset === undefined ? first.offset : offset + at + first.offset;
      this.#fault(`${name}: ${problemText({ ...first, offset: place })}`);
    } else if (tree.kind === 'message') this.#messages++;
  }

  #fault(text: string): void {
    this.#messages++;
    if (this.#faulty++ === 0) this.#firstFault = text;
  }

  #title({ name, time, family, offset, bytes, whole }: Packet): string {
    const { tables } = this.#context;
    const parts = [name, time, `netlink ${tables.netlinkProtocol.name(family)} (${family})`];
    if (bytes.length === whole) parts.push(`${bytes.length} bytes`);
    else parts.push(`only ${bytes.length}${whole === Infinity ? '' : ` of ${whole}`} bytes`);
    if (offset !== undefined) parts.push(`at byte ${offset} of the file`);
    return `# ${parts.filter((part) => part !== undefined).join(', ')}`;
  }

  #entry({ name, time, family }: Packet, body: () => void): void {
    const { printer } = this.#context;
    printer.object(undefined, () => {
      printer.field('packet', name);
      if (time !== undefined) printer.field('time', time);
      printer.field('family', family);
      body();
    });
  }
}
