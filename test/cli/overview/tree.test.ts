import { describe, expect, it } from 'vitest';
import { link } from '../../../protocol/route/link/link.ts';
import type { LinkView } from '../../../src/cli/objects/link/view.ts';
import { type Branch, linkTree } from '../../../src/cli/overview/tree.ts';

interface Given {
  readonly index: number;
  readonly ifname: string;
  readonly master?: number;
  readonly link?: number;
  readonly linkNetnsid?: number;
  readonly kind?: string;
}

function viewOf({ index, kind, ...rest }: Given): LinkView {
  const linkinfo = kind === undefined ? undefined : { kind };
  return link.decode(link.encode('RTM_NEWLINK', { header: { index }, ...rest, linkinfo }));
}

/** `br0(v1 v2)` */
function drawn(tree: readonly Branch[]): string {
  return tree
    .map(({ link, branches }) => `${link.ifname}${branches.length > 0 ? `(${drawn(branches)})` : ''}`)
    .join(' ');
}

const treeOf = (...links: Given[]) => drawn(linkTree(links.map(viewOf)));

describe('the tree of links', () => {
  it('has ports under their master and vlans under their link', () => {
    expect(
      treeOf(
        { index: 1, ifname: 'lo' },
        { index: 2, ifname: 'eth0', master: 5 },
        { index: 3, ifname: 'eth0.10', link: 2, kind: 'vlan' },
        { index: 5, ifname: 'br0', kind: 'bridge' },
      ),
    ).toBe('lo br0(eth0(eth0.10))');
  });

  it('does not put a veth under its other end', () => {
    expect(
      treeOf(
        { index: 2, ifname: 'v0', link: 3, kind: 'veth' },
        { index: 3, ifname: 'v1', link: 2, kind: 'veth' },
      ),
    ).toBe('v0 v1');
  });

  it('does not take a link of another namespace for one of this', () => {
    expect(
      treeOf(
        { index: 2, ifname: 'eth0' },
        { index: 3, ifname: 'mv0', link: 2, linkNetnsid: 0, kind: 'macvlan' },
      ),
    ).toBe('eth0 mv0');
  });

  it('keeps a link whose master is gone', () => {
    expect(treeOf({ index: 2, ifname: 'eth0', master: 9 })).toBe('eth0');
  });

  it('shows every link of a loop', () => {
    expect(
      treeOf(
        { index: 2, ifname: 'a', link: 3, kind: 'macvlan' },
        { index: 3, ifname: 'b', link: 2, kind: 'macvlan' },
      ),
    ).toBe('a b');
  });
});
