import { describe, expect, it } from 'vitest';
import type { Source } from '../../../src/mirror/follow/source.ts';
import { mirror } from '../../../src/mirror/mirror.ts';
import type { Doubt } from '../../../src/mirror/store/observer.ts';
import { inLab } from '../connection/support.ts';
import { differencesAtRest } from './rest.ts';
import { calm, ip } from './support.ts';

/** A source whose dumps of a part wait, and which meanwhile may lose all events. */
class Holding {
  readonly #part: Doubt;
  readonly #loses: boolean;
  #release: () => void = () => {};
  #held: Promise<void> | undefined;
  /** Called when a dump waits. */
  waits: () => void = () => {};
  lost = 0;

  constructor(part: Doubt, loses: boolean) {
    this.#part = part;
    this.#loses = loses;
  }

  hold(): Promise<void> {
    this.#held = new Promise((resolve) => {
      this.#release = resolve;
    });
    return new Promise((resolve) => {
      this.waits = resolve;
    });
  }

  release(): void {
    this.#held = undefined;
    this.#release();
  }

  through(source: Source): Source {
    const holding = this;
    let losing = false;
    return {
      events: (groups, options) => {
        const events = source.events(groups, options);
        return {
          close: () => events.close(),
          caughtUp: () => events.caughtUp(),
          async *arrivals() {
            for await (const batch of events.arrivals()) {
              if (losing) holding.lost++;
              yield losing ? [{ $type: 'NLMSG_OVERRUN' }] : batch;
            }
          },
        };
      },
      async *dump(part, selection, undecodable) {
        if (part === holding.#part && holding.#held !== undefined) {
          losing = holding.#loses;
          holding.waits();
          await holding.#held;
          losing = false;
        }
        yield* source.dump(part, selection, undecodable);
      },
    };
  }
}

/** A source that adds a route when all is dumped, and tells of it so many turns of the microtask queue later. */
function lateBy(turns: number, netns: string, source: Source): Source {
  let tell: () => void = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    events: (groups, options) => {
      const events = source.events(groups, options);
      return {
        close: () => events.close(),
        caughtUp: () => events.caughtUp(),
        async *arrivals() {
          const arrivals = events.arrivals()[Symbol.asyncIterator]();
          const first = await arrivals.next();
          await told;
          for (let turn = 0; turn < turns; turn++) await undefined;
          if (first.done !== true) yield first.value;
          yield* { [Symbol.asyncIterator]: () => arrivals };
        },
      };
    },
    async *dump(part, selection, undecodable) {
      yield* source.dump(part, selection, undecodable);
      if (part !== 'routes4') return;
      ip(netns, 'route add 10.9.0.0/16 via 10.0.0.2');
      await new Promise((resolve) => setTimeout(resolve, 5));
      tell();
    },
  };
}

describe('a mirror that loses events', () => {
  it('asks for everything when they were lost while it asked for a part', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add va type veth peer name vb', 'address add 10.0.0.1/24 dev va', 'link set va up');
      const holding = new Holding('fdb', true);
      const through = (source: Source) => holding.through(source);
      await using live = await mirror(netns, { through, persistent: false });
      const [member] = live.namespaces;
      if (member === undefined) throw new Error('there is no namespace');
      await calm(member);
      const waits = holding.hold();
      // Forwarding entries alone depend on this.
      ip(netns, 'link set va alias other');
      await waits;
      ip(netns, 'route add 10.9.0.0/16 via 10.0.0.2', 'address add 10.0.0.9/24 dev va');
      for (let waited = 0; holding.lost === 0 && waited < 500; waited++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      holding.release();
      expect(await differencesAtRest(netns, member)).toEqual([]);
      expect(holding.lost).toBeGreaterThan(0);
    });
  });

  it('loses none that come just when the first dump is taken over', async () => {
    await inLab(async (netns) => {
      ip(netns, 'link add va type veth peer name vb', 'address add 10.0.0.1/24 dev va', 'link set va up');
      for (let turns = 0; turns < 60; turns++) {
        await using live = await mirror(netns, { through: (source) => lateBy(turns, netns, source) });
        const [member] = live.namespaces;
        if (member === undefined) throw new Error('there is no namespace');
        await calm(member, 5);
        expect(live.routes.get('10.9.0.0/16'), `after ${turns} turns`).toHaveLength(1);
        ip(netns, 'route del 10.9.0.0/16');
      }
    });
  });

  it('holds a rule once that a dump shows, and an event tells of again', async () => {
    await inLab(async (netns) => {
      const holding = new Holding('rules', false);
      const through = (source: Source) => holding.through(source);
      await using live = await mirror(netns, { through, persistent: false });
      const [member] = live.namespaces;
      if (member === undefined) throw new Error('there is no namespace');
      await calm(member);
      const before = member.health.events;
      const waits = holding.hold();
      const checked = member.check();
      await waits;
      ip(netns, 'rule add iif lo priority 100 lookup 100');
      while (member.health.events === before) await new Promise((resolve) => setTimeout(resolve, 10));
      holding.release();
      await checked;
      expect(await differencesAtRest(netns, member)).toEqual([]);
    });
  });
});
