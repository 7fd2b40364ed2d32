import type { Command } from '../command.ts';
import { Context } from '../context.ts';
import { namedNamespaces } from '../namespaces.ts';
import { Words } from '../words.ts';
import { parseWatch } from './subjects.ts';
import { Watcher } from './watch.ts';

/** Changes as they happen, as `ip monitor` shows them. */
export const monitor: Command = {
  names: ['monitor'],
  summary: 'changes as they happen, until interrupted',
  usage: `[all | OBJECT...] [dev DEV] [label]

OBJECT: link, addr, route, neigh, fdb, rule, nexthop, nsid. Without one, all of them; each line of several then begins
with what it is about: [LINK]. With -j, an object on a line of its own for each event. -t and -ts tell the time.`,
  runs: 'once',
  async run(context, words) {
    const watch = await parseWatch(new Words(words), () => context.links());
    const contexts = context.options.allNetns
      ? namedNamespaces().map((netns) => new Context({ ...context, netns }))
      : [context];
    const watchers: Watcher[] = [];
    let stopped = false;
    const stop = () => {
      stopped = true;
      for (const watcher of watchers) void watcher.stop();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      for (const each of contexts) watchers.push(await Watcher.begin(each, watch));
      if (!stopped) await Promise.all(watchers.map((watcher) => watcher.run()));
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      stop();
      for (const each of contexts) if (each !== context) await each.close();
    }
    return contexts.some(({ failed }) => failed) ? 1 : undefined;
  },
};
