import * as rtnl from '../../../../src/index.ts';
import { Namespace, type NamespaceReference } from '../../../../src/index.ts';
import { type Program, programOf, type Step } from './program.ts';

/** The heading of the step that takes a lab down. */
export const CLEAN_UP = 'Clean up';

/**
 * A lab of `docs/labs`: runs the code of its page, a heading at a time, so that a test looks at what each leaves.
 *
 *     await using lab = new Lab('l2-routes');
 *     await lab.step('Forwarding');
 *     const net1 = lab.host('net1');
 *
 * The namespaces that the page makes bear a prefix of the test's own, so nothing of the machine's is touched, and
 * they are deleted with the lab however far it came. `rtnl` is the sources, `console.log` is kept in `printed`.
 */
export class Lab implements AsyncDisposable {
  /** What the page printed in its last step, a line each, with the page's names of namespaces. */
  printed: readonly string[] = [];
  readonly #page: string;
  readonly #prefix: string;
  readonly #program: Program;
  readonly #running: AsyncGenerator<undefined, void>;
  readonly #hosts = new Map<string, Namespace>();
  readonly #opened = new Set<Namespace>();
  #lines: string[] = [];
  #done = 0;

  /** @param page a file of `docs/labs`, without `.md`. @param prefix of the namespaces' names; default: one of its own */
  constructor(page: string, prefix = `rtnl-lab-${process.pid}-${made++}-`) {
    this.#page = page;
    this.#prefix = prefix;
    this.#program = programOf(page);
    const console = { log: (...words: unknown[]) => this.#print(words) };
    this.#running = this.#program.start({ rtnl: { ...rtnl, Namespace: this.#namespaces() }, console });
  }

  /** The namespace that the page made by this name. */
  host(name: string): Namespace {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`${this.#page} made no namespace ${name} so far`);
    return host;
  }

  /** All that the page made, by its names. */
  get hosts(): ReadonlyMap<string, Namespace> {
    return this.#hosts;
  }

  /** What a name of the page's is called on this machine. */
  realName(name: string): string {
    return this.#prefix + name;
  }

  /** Runs what is under the next heading, which must be this, and checks what it prints against its comments. */
  async step(title: string): Promise<void> {
    const next = this.#program.steps[this.#done];
    if (next?.title !== title) throw new Error(`${this.#page}: the next step is "${next?.title}"`);
    await this.#run(next);
  }

  /** Runs all steps up to a heading and with it; default: all but the last, which takes the lab down. */
  async build(last?: string): Promise<void> {
    const { steps } = this.#program;
    const end = last ?? steps.at(steps.at(-1)?.title === CLEAN_UP ? -2 : -1)?.title;
    if (!steps.slice(this.#done).some(({ title }) => title === end))
      throw new Error(`${this.#page}: there is no step "${end}" any more`);
    for (;;) {
      const next = steps[this.#done];
      if (next === undefined) return;
      await this.#run(next);
      if (next.title === end) return;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running.return();
    for (const each of this.#opened) await each.close();
    for (const name of Namespace.list()) if (name.startsWith(this.#prefix)) Namespace.delete(name);
  }

  async #run({ title, code }: Step): Promise<void> {
    this.#done += 1;
    this.#lines = [];
    try {
      await this.#running.next();
    } catch (error) {
      throw new Error(`docs/labs/${this.#page}.md, ${title}: ${String(error)}`, { cause: error });
    }
    this.printed = this.#lines;
    const promised = [...code.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    const kept = promised.every((text, at) => text === this.printed[at]);
    if (!kept || (promised.length > 0 && promised.length !== this.printed.length))
      throw new Error(
        `${this.#page}, ${title}: printed\n${this.printed.join('\n')}\nnot\n${promised.join('\n')}`,
      );
  }

  #print(words: readonly unknown[]): void {
    this.#lines.push(words.map(String).join(' ').replaceAll(this.#prefix, ''));
  }

  /** `Namespace`, with names of the lab's own. */
  #namespaces(): typeof Namespace {
    const own = (name: string) => this.#prefix + name;
    const keep = (namespace: Namespace) => {
      this.#opened.add(namespace);
      return namespace;
    };
    const keepHost = (name: string | undefined, namespace: Namespace) => {
      if (name !== undefined) this.#hosts.set(name, namespace);
      return keep(namespace);
    };
    const prefix = this.#prefix;
    return class extends Namespace {
      static override create(name?: string): Namespace {
        return keepHost(name, Namespace.create(name === undefined ? undefined : own(name)));
      }

      static override open(reference: NamespaceReference): Namespace {
        const isName = typeof reference === 'string' && !reference.includes('/');
        return keep(Namespace.open(isName && !reference.startsWith(prefix) ? own(reference) : reference));
      }

      static override list(): string[] {
        return Namespace.list()
          .filter((name) => name.startsWith(prefix))
          .map((name) => name.slice(prefix.length));
      }

      static override delete(name: string): void {
        Namespace.delete(own(name));
      }
    };
  }
}

let made = 0;
