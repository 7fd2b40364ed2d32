import type { RtnetlinkMessage } from '../../../protocol/route/index.ts';
import type { Events, NetlinkEvent } from '../../connection/events.ts';
import { nsidNames } from '../../namespace/nsid.ts';
import type { Context } from '../context.ts';
import { linkNames, loadLinkNames } from '../names/load-links.ts';
import { nexthopsOf } from '../objects/route/show.ts';
import { JsonPrinter } from '../print/json.ts';
import { changeOf, type EventScene, type EventView } from './event.ts';
import { groupsOf, type Watch } from './subjects.ts';
import { Moment } from './timestamp.ts';

/** Watches one namespace: prints what happens there, as it happens. */
export class Watcher {
  readonly #context: Context;
  readonly #watch: Watch;
  readonly #events: Events<RtnetlinkMessage>;
  #scene: EventScene;

  private constructor(context: Context, watch: Watch, events: Events<RtnetlinkMessage>, scene: EventScene) {
    this.#context = context;
    this.#watch = watch;
    this.#events = events;
    this.#scene = scene;
  }

  /** Subscribes, then learns the names, so that nothing is missed. */
  static async begin(context: Context, watch: Watch): Promise<Watcher> {
    const { options, printer, tables } = context;
    const connection = context.connection();
    const events = connection.events(groupsOf(watch.subjects, options.family));
    try {
      const links = await loadLinkNames(context);
      const namespaces = await nsidNames(connection);
      return new Watcher(context, watch, events, {
        options,
        printer,
        tables,
        links,
        namespaces,
        nexthops: new Map(),
      });
    } catch (error) {
      await events.close();
      throw error;
    }
  }

  /** Prints until it is stopped. */
  async run(): Promise<void> {
    for await (const events of this.#events.arrivals()) {
      for (const event of events) await this.#take(event);
      this.#context.output.flush();
    }
  }

  /** Ends `run`. */
  stop(): Promise<void> {
    return this.#events.close();
  }

  async #take(event: NetlinkEvent<RtnetlinkMessage>): Promise<void> {
    const { warn } = this.#context;
    if (event.$type === 'NLMSG_OVERRUN') {
      warn(
        `events were lost${this.#where}: they came faster than they could be read; from here on none is missing`,
      );
      this.#scene = { ...this.#scene, links: await loadLinkNames(this.#context) };
    } else if (event.$type === 'undecodable') {
      this.#context.fail(`an event could not be decoded${this.#where}: ${event.error.message}`);
    } else if (typeof event.$type === 'number') {
      warn(`an event of unknown type ${event.$type}${this.#where}`);
    } else {
      await this.#tell(event as EventView);
    }
  }

  async #tell(view: EventView): Promise<void> {
    if (view.$type === 'RTM_NEWLINK') this.#scene.links.take(linkNames([view]));
    if (view.$type === 'RTM_NEWNSID') {
      // Whose it is cannot be read from the message.
      this.#scene = { ...this.#scene, namespaces: await nsidNames(this.#context.connection()) };
    }
    const change = changeOf(view);
    const { subjects, dev, labels } = this.#watch;
    const { family } = this.#context.options;
    if (change === undefined || !subjects.has(change.subject)) return;
    if (dev !== undefined && change.dev !== dev) return;
    if (family !== 0 && change.family !== 0 && change.family !== family) return;
    if (view.$type === 'RTM_NEWROUTE') {
      this.#scene = { ...this.#scene, nexthops: await nexthopsOf(this.#context, [view]) };
    }
    if (this.#context.options.json) this.#printLine(change.subject, (scene) => change.print(scene));
    else {
      this.#printHead(labels ? change.subject : undefined);
      change.print(this.#scene);
    }
  }

  #printHead(label: string | undefined): void {
    const { options, netns, printer } = this.#context;
    const { timestamp, allNetns } = options;
    if (timestamp === 'short') printer.text(`[${Moment.now().short}] `);
    if (timestamp === 'long') printer.text(`Timestamp: ${Moment.now().long}\n`);
    if (allNetns && netns !== undefined) printer.text(`[netns ${netns.name}]`);
    if (label !== undefined) printer.text(`[${label.toUpperCase()}]`);
  }

  /** JSON Lines: an object for each event, which tells what it is about. */
  #printLine(object: string, print: (scene: EventScene) => void): void {
    const { options, netns, output } = this.#context;
    const printer = new JsonPrinter(output, options.pretty);
    printer.object(undefined, () => {
      printer.field('object', object);
      if (options.timestamp !== 'none') printer.field('timestamp', Moment.now().short);
      if (options.allNetns && netns !== undefined) printer.field('netns', netns.name);
      print({ ...this.#scene, printer });
    });
    output.write('\n');
  }

  get #where(): string {
    const { netns } = this.#context;
    return netns === undefined ? '' : ` in the network namespace "${netns.name}"`;
  }
}
