import type { ObjectEvent } from '../../mirror/events/event.ts';
import { printTurns, type Said, turnsOf, turnsOfUnsaid } from './differences.ts';
import type { Change, EventScene, EventView } from './event.ts';
import type { Head, Lines, Mark } from './lines.ts';
import { isMirrored } from './subjects.ts';
import { ValuePrinter } from './value-printer.ts';

/** What a mirror tells. */
export interface Told {
  readonly event: ObjectEvent;
  readonly view: EventView;
  readonly change: Change;
  /** What the object was before, when it changed. */
  readonly old: Change | undefined;
}

/** Prints what a mirror tells. @param brief of what changed, only that: old -> new */
export function printChange(lines: Lines, scene: EventScene, told: Told, brief: boolean): void {
  const { event, view, change, old } = told;
  const { subject } = change;
  const head: Head = {
    object: subject,
    time: event.time,
    change: event.type,
    marks: marksOf(event),
    key: event.key,
    family: change.familyName,
  };
  if (event.type === 'changed' && brief && old !== undefined && isMirrored(subject)) {
    const now = saidOf(change, scene);
    const said = turnsOf(saidOf(old, scene), now);
    const turns = said.length > 0 ? said : turnsOfUnsaid(event.changes);
    if (turns.length > 0) lines.print(head, (printer) => printTurns(printer, subject, now, turns));
    return;
  }
  lines.print(head, (printer) => {
    // The last that was heard of it is mostly what it was.
    if (event.type === 'removed' && !view.$type.startsWith('RTM_DEL'))
      printer.value('deleted', true, 'Deleted ');
    change.print({ ...scene, printer });
  });
}

function marksOf(event: ObjectEvent): Mark[] {
  return MARKS.filter((mark) => event[mark]);
}

const MARKS = ['inferred', 'resynchronised', 'merged'] as const;

/** All that can be said of an object, but counters. */
function saidOf(change: Change, scene: EventScene): Said {
  const printer = new ValuePrinter();
  const options = { ...scene.options, json: true, brief: false, statistics: 0, details: 1 };
  change.print({ ...scene, printer, options });
  return printer.values;
}
