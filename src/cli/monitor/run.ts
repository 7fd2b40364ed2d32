import { Context } from '../context.ts';
import { namedNamespaces } from '../namespaces.ts';
import { inOneNamespace } from '../perform.ts';
import { Words } from '../words.ts';
import { parseWatch } from './subjects.ts';
import { Watcher } from './watch.ts';

/** Changes as they happen, as `ip monitor` shows them. */
export const run = inOneNamespace(async (context, words) => {
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
});
