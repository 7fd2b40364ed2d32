import type { EventView } from './event.ts';

/** Which namespaces have numbers here, by their names: asked for when one is needed. */
export class NamespaceNumbers {
  readonly #ask: () => Promise<ReadonlyMap<number, string>>;
  #names: ReadonlyMap<number, string> = new Map();
  /** Numbers of namespaces without names; `undefined` when numbers were given since they were asked for. */
  #nameless: Set<number> | undefined;

  /** @param ask asks for all names */
  constructor(ask: () => Promise<ReadonlyMap<number, string>>) {
    this.#ask = ask;
  }

  get names(): ReadonlyMap<number, string> {
    return this.#names;
  }

  /** Learns what an event refers to. */
  async hear(view: EventView): Promise<void> {
    // Whose the number is cannot be read from the message.
    if (view.$type === 'RTM_NEWNSID') this.#nameless = undefined;
    const number = numberIn(view);
    if (number !== undefined) await this.learn([number]);
  }

  async learn(numbers: readonly number[]): Promise<void> {
    const nameless = this.#nameless;
    const known = (number: number) =>
      number < 0 || (nameless !== undefined && (this.#names.has(number) || nameless.has(number)));
    if (numbers.every(known)) return;
    const found = await this.#ask();
    // One that has gone is still called by its name.
    this.#names = new Map([...this.#names, ...found]);
    this.#nameless = new Set([...(nameless ?? []), ...numbers.filter((number) => !found.has(number))]);
  }
}

function numberIn(view: EventView): number | undefined {
  switch (view.$type) {
    case 'RTM_NEWLINK':
    case 'RTM_DELLINK':
      return view.linkNetnsid ?? view.newNetnsid;
    case 'RTM_NEWNSID':
    case 'RTM_DELNSID':
      return view.nsid;
    default:
      return undefined;
  }
}
