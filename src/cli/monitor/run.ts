import { Namespace } from '../../model/namespace.ts';
import { NAMES } from '../../namespace/names.ts';
import type { Context } from '../context.ts';
import { inOneNamespace } from '../perform.ts';
import { Words } from '../words.ts';
import { Everywhere } from './everywhere.ts';
import { parseWatch, type Watch } from './subjects.ts';
import { Watcher } from './watch.ts';

/** Changes as they happen, as `ip monitor` shows them. */
export const run = inOneNamespace(async (context, words) => {
  const watch = parseWatch(new Words(words));
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    if (!context.options.allNetns) await watchOne(context, watch, stopping.signal);
    else if (!(await new Everywhere(context, watch, stopping.signal).run())) return 1;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  return undefined;
});

async function watchOne(context: Context, watch: Watch, signal: AbortSignal): Promise<void> {
  if (watch.dev !== undefined) (await context.links()).parse(watch.dev);
  const namespace = namespaceOf(context);
  try {
    const watcher = await Watcher.begin({ context, namespace, signal }, watch);
    await watcher.run();
  } finally {
    if (namespace instanceof Namespace) await namespace.close();
  }
}

/** By a name it is watched as long as it has one. */
function namespaceOf({ netns }: Context): Namespace | string {
  if (netns === undefined) return Namespace.current();
  return netns.path === `${NAMES}/${netns.name}` ? netns.name : Namespace.open(netns.path);
}
