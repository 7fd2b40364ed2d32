import { NLM_F, type Reader } from '../../../protocol/wire/index.ts';
import { type Outcome, RouteRules } from './route-rules.ts';
import { NONE } from './slots.ts';

/**
 * What a message of an IPv4 route does to the store. The kernel keeps the routes of one prefix, tos and metric in a
 * list (`fib_table_insert`, net/ipv4/fib_trie.c): `NLM_F_REPLACE` in an event says that the first of them was replaced,
 * `NLM_F_APPEND` that it came last, neither that it came first. A deletion names the whole route.
 */
export class Routes4 extends RouteRules {
  /** @param flags `nlmsg_flags` of the event */
  override add(reader: Reader, at: number, end: number, flags: number): Outcome {
    const { store } = this;
    const fields = this.fields.read(reader, at, end);
    const run = this.run.find(store, fields, reader);
    const alike = run.first === NONE ? NONE : this.alike(run, reader, at, end);
    const outcome = this.replays(fields);
    if (alike !== NONE) {
      this.replace(alike, reader, at, end);
      if (outcome !== undefined) return outcome;
      // The kernel has no route twice, so this tells of the past or something was missed.
      return (flags & NLM_F.REPLACE) !== 0 && run.first === run.last ? 'sure' : 'doubtful';
    }
    if ((flags & NLM_F.REPLACE) !== 0 && run.first !== NONE) {
      this.replayed?.add(fields.hash());
      this.replace(run.first, reader, at, end);
      return outcome ?? 'sure';
    }
    const behind = (flags & NLM_F.APPEND) !== 0 && run.last !== NONE;
    const slot = store.insert(run.head, behind ? run.last : run.before, fields, reader, at, end);
    this.observer.added(store, slot);
    return outcome ?? ((flags & NLM_F.REPLACE) !== 0 ? 'doubtful' : 'sure');
  }

  override delete(reader: Reader, at: number, end: number): Outcome {
    const { store } = this;
    const run = this.run.find(store, this.fields.read(reader, at, end), reader);
    const slot = run.first === NONE ? NONE : this.alike(run, reader, at, end);
    const outcome = this.replays(this.fields);
    // Of a run that is empty nothing can be left over.
    if (slot === NONE) return outcome ?? (run.first === NONE ? 'sure' : 'doubtful');
    this.remove(slot);
    return outcome ?? 'sure';
  }
}
