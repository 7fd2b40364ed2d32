import type { NamespaceMirror } from '../../mirror/namespace-mirror.ts';
import { nsidNames } from '../../namespace/nsid.ts';
import type { Context } from '../context.ts';
import { LinkNames } from '../names/links.ts';
import { linkNames } from '../names/load-links.ts';
import { nexthopsOf } from '../objects/route/show.ts';
import type { EventScene, EventView } from './event.ts';
import { NamespaceNumbers } from './namespace-numbers.ts';

/** What events are printed with, kept true as they come. */
export class EventStage {
  readonly #context: Context;
  readonly #numbers: NamespaceNumbers;
  #scene: EventScene;
  #known: ReadonlyMap<number, string> | undefined;

  constructor(context: Context) {
    const { options, printer, tables } = context;
    this.#context = context;
    this.#numbers = new NamespaceNumbers(() => nsidNames(context.connection()));
    this.#scene = {
      options,
      printer,
      tables,
      links: new LinkNames(),
      namespaces: this.#numbers,
      nexthops: new Map(),
    };
  }

  get scene(): EventScene {
    return this.#scene;
  }

  /** Learns the name that a link tells, before all others. */
  learnLink(view: EventView): void {
    if (view.$type === 'RTM_NEWLINK') this.#scene.links.take(linkNames([view]));
  }

  /** Learns the names that a mirror knows, when they have changed. */
  learnLinks(member: NamespaceMirror | undefined): void {
    if (member === undefined || member.linkNames === this.#known) return;
    this.#known = member.linkNames;
    this.#scene.links.take(linkNames([...member.links].map(({ view }) => view)));
  }

  /** Learns the names of the namespaces that links refer to. */
  async learnNamespaces(member: NamespaceMirror | undefined): Promise<void> {
    await this.#numbers.learn([...(member?.links ?? [])].flatMap(({ linkNetnsid }) => linkNetnsid ?? []));
  }

  /** Asks for what an event only refers to. */
  async learn(view: EventView): Promise<void> {
    if (view.$type === 'RTM_NEWROUTE' && this.#context.options.details > 0) {
      this.#scene = { ...this.#scene, nexthops: await nexthopsOf(this.#context, [view]) };
    }
    await this.#numbers.hear(view);
  }
}
