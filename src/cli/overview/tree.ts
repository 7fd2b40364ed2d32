import type { LinkView } from '../objects/link/view.ts';

/** A link, and those that are in it or on it. */
export interface Branch {
  readonly link: LinkView;
  readonly branches: readonly Branch[];
}

/** The links as a tree: ports under their master, vlans and the like under the link they are on, in the kernel's order. */
export function linkTree(links: readonly LinkView[]): Branch[] {
  const byIndex = new Map(links.map((link) => [link.header.index, link]));
  const under = new Map<LinkView | undefined, LinkView[]>();
  for (const link of links) {
    const parent = withoutLoop(link, byIndex) ? parentOf(link, byIndex) : undefined;
    const siblings = under.get(parent);
    if (siblings === undefined) under.set(parent, [link]);
    else siblings.push(link);
  }
  const grow = (parent: LinkView | undefined): Branch[] =>
    (under.get(parent) ?? []).map((link) => ({ link, branches: grow(link) }));
  return grow(undefined);
}

/** The master, or the link below; the other end of a veth is neither, and what is in another namespace is not here. */
function parentOf(link: LinkView, byIndex: ReadonlyMap<number, LinkView>): LinkView | undefined {
  if (link.master !== undefined) return byIndex.get(link.master);
  if (link.linkNetnsid !== undefined || link.linkinfo?.kind === 'veth') return undefined;
  return link.link === undefined ? undefined : byIndex.get(link.link);
}

/** Links were dumped one after another, so what they say of each other need not fit: a loop would have no root. */
function withoutLoop(link: LinkView, byIndex: ReadonlyMap<number, LinkView>): boolean {
  const seen = new Set<LinkView>();
  for (let at: LinkView | undefined = link; at !== undefined; at = parentOf(at, byIndex)) {
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return true;
}
