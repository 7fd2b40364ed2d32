import type { NamespaceMirror } from '../../../src/mirror/namespace-mirror.ts';
import { differencesFromPrinted } from './printed.ts';
import { calm } from './support.ts';
import { differing, dumpOf, pictureOf } from './truth.ts';

/**
 * What differs between a mirror, a fresh dump and what `ip` and `bridge` print, when nothing happens any more; a line
 * each. They are looked at one after the other, and the kernel goes on by itself: an address that was tentative brings
 * its route a second later. So what differs counts only when it differs twice with no event from before to after.
 *
 * @param quiet milliseconds without an event before it looks
 */
export async function differencesAtRest(
  netns: string,
  mirror: NamespaceMirror,
  quiet?: number,
): Promise<string[]> {
  let before: readonly string[] = [];
  let events = -1;
  for (let attempt = 1; ; attempt++) {
    await calm(mirror, quiet);
    const isSameRest = mirror.health.events === events;
    events = mirror.health.events;
    const found = [
      ...differing(await dumpOf(mirror.namespace), pictureOf(mirror)),
      ...differencesFromPrinted(netns, mirror),
    ];
    if (found.length === 0) return [];
    await calm(mirror, quiet);
    const isQuiet = mirror.health.events === events;
    if (isQuiet && isSameRest && found.join('\n') === before.join('\n')) return found;
    if (attempt === ATTEMPTS) return ['it was never quiet:', ...found];
    before = found;
  }
}

const ATTEMPTS = 10;
