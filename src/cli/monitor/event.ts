import { AF } from '../../../protocol/route/families.ts';
import type { RtnetlinkMessage } from '../../../protocol/route/index.ts';
import { RTM_F } from '../../../protocol/route/route/rtmsg.ts';
import type { MessageViewOf } from '../../../protocol/schema/index.ts';
import { numberOf } from '../../model/number.ts';
import { printAddress } from '../objects/addr/print.ts';
import { printForwarding } from '../objects/fdb/print.ts';
import { printLink } from '../objects/link/print.ts';
import { printNeighbour } from '../objects/neigh/print.ts';
import { printNsid } from '../objects/netns/ids.ts';
import { type NexthopObjects, printNexthop } from '../objects/route/nexthop.ts';
import { printRoute } from '../objects/route/print.ts';
import { printRule } from '../objects/rule/print.ts';
import type { Scene } from '../scene.ts';
import type { NamespaceNumbers } from './namespace-numbers.ts';
import type { Subject } from './subjects.ts';

/** A message that tells of a change. */
export type EventView = MessageViewOf<RtnetlinkMessage>;

/** What printing an event takes. */
export interface EventScene extends Scene {
  /** The names of namespaces by nsid, as far as they are known. */
  readonly namespaces: Pick<NamespaceNumbers, 'names'>;
  /** With `-d`: what routes name by `nhid`. */
  readonly nexthops: NexthopObjects;
}

/** What a message is about, and how it is printed. */
export interface Change {
  readonly subject: Subject;
  /** `AF_*`, 0 when it has none. */
  readonly family: number;
  /** Its name, where the rest of what is printed does not tell it: `default` is of any family. */
  readonly familyName?: string;
  /** Index of the interface it is about, if it is about one. */
  readonly dev: number | undefined;
  print(scene: EventScene): void;
}

/** What a message tells, unless it is of a kind that is not shown. */
export function changeOf(view: EventView): Change | undefined {
  switch (view.$type) {
    case 'RTM_NEWLINK':
    case 'RTM_DELLINK':
      return {
        subject: 'link',
        family: 0,
        dev: view.header.index,
        print({ printer, links: names, tables, options, namespaces }) {
          const namespaceName = (nsid: number) => namespaces.names.get(nsid);
          printLink(printer, view, { names, tables, options, whole: false, event: true, namespaceName });
        },
      };
    case 'RTM_NEWADDR':
    case 'RTM_DELADDR':
      return {
        subject: 'addr',
        family: numberOf(AF, view.header.family),
        dev: view.header.index,
        print({ printer, links: names, tables, options }) {
          printAddress(printer, view, { names, tables, options, alone: true });
        },
      };
    case 'RTM_NEWROUTE':
    case 'RTM_DELROUTE':
      // What the kernel tells of multicast forwarding and of cached answers is no change of a table.
      if ((view.header.flags & RTM_F.values.cloned) !== 0 || typeof view.header.family === 'number') {
        return undefined;
      }
      return {
        subject: 'route',
        family: numberOf(AF, view.header.family),
        familyName: view.header.family,
        dev: view.oif,
        print: (scene) => printRoute({ ...scene, common: new Set() }, view),
      };
    case 'RTM_NEWNEIGH':
    case 'RTM_DELNEIGH':
    case 'RTM_GETNEIGH': {
      const forwarding = view.header.family === 'bridge';
      const print = forwarding ? printForwarding : printNeighbour;
      return {
        subject: forwarding ? 'fdb' : 'neigh',
        family: forwarding ? 0 : numberOf(AF, view.header.family),
        dev: view.header.ifindex,
        print: (scene) => print({ ...scene, oneLink: false }, view),
      };
    }
    case 'RTM_NEWRULE':
    case 'RTM_DELRULE':
      return {
        subject: 'rule',
        family: numberOf(AF, view.header.family),
        familyName: String(view.header.family),
        dev: undefined,
        print: (scene) => printRule(scene, view),
      };
    case 'RTM_NEWNEXTHOP':
    case 'RTM_DELNEXTHOP':
      return {
        subject: 'nexthop',
        family: 0,
        dev: view.oif,
        print(scene) {
          printNexthop(scene, view);
          scene.printer.text('\n');
        },
      };
    case 'RTM_NEWNSID':
    case 'RTM_DELNSID':
      return {
        subject: 'nsid',
        family: 0,
        dev: undefined,
        print: ({ printer, namespaces }) => printNsid(printer, view, namespaces.names),
      };
    default:
      return undefined;
  }
}
