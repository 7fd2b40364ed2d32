import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import { differencesFromPrinted } from './printed.ts';
import { calm } from './support.ts';
import { differing, dumpOf, pictureOf } from './truth.ts';

/**
 * What differs between a mirror, a fresh dump and what `ip` and `bridge` print, when nothing happens any more; a line
 * each. What happens while it is looked makes it look again.
 *
 * @param quiet milliseconds without an event before it looks
 */
export async function differencesAtRest(
  netns: string,
  mirror: NamespaceMirror,
  quiet?: number,
): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    await calm(mirror, quiet);
    const { events } = mirror.health;
    const found = [
      ...differing(await dumpOf(mirror.namespace), pictureOf(mirror)),
      ...differencesFromPrinted(netns, mirror),
    ];
    if (found.length === 0) return [];
    await calm(mirror, quiet);
    if (mirror.health.events === events) return found;
    if (attempt === ATTEMPTS) return ['it was never quiet:', ...found];
  }
}

const ATTEMPTS = 10;
