import type { LinkNames } from '../../names/links.ts';
import type { Options } from '../../options.ts';

/** What the details of a link's kind need beside themselves. */
export interface KindSurroundings {
  readonly names: LinkNames;
  readonly options: Options;
}
