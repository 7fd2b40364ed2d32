import { type Codec, lazy } from '../../schema/index.ts';
import type { Link, LinkInput } from './link.ts';

let described: Codec<Link, LinkInput> | undefined;

/** Says what a link is made of: kinds that hold a whole link cannot import what is made of all kinds. */
export function describeLink(codec: Codec<Link, LinkInput>): void {
  described = codec;
}

/** A whole link, header and attributes, in the settings of another. */
export const peer: Codec<Link, LinkInput> = lazy(() => {
  if (described === undefined) throw new TypeError('link.ts was not imported');
  return described;
});
