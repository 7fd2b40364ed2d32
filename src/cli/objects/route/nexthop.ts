import type { nexthop } from '../../../../protocol/route/nexthop.ts';
import { RT_SCOPE, RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import type { MessageViewOf } from '../../../../protocol/schema/index.ts';
import { USER_HZ } from '../../../model/clock-ticks.ts';
import { numberOf } from '../../../model/number.ts';
import { significant } from '../../print/significant.ts';
import type { Scene } from '../../scene.ts';
import { printEncap } from './encap.ts';
import { printRouteFlags } from './flags.ts';
import { printDevice, printGateway } from './print.ts';

export type NexthopView = MessageViewOf<typeof nexthop>;

/** Nexthop objects by id. */
export type NexthopObjects = ReadonlyMap<number, NexthopView>;

/** One nexthop object, as `ip nexthop` prints it, without the end of its line. */
export function printNexthop(scene: Scene, view: NexthopView): void {
  const { printer, tables, options } = scene;
  const { header, id = 0, group, groupType, resGroup, gateway, oif, blackhole, fdb } = view;
  const details = options.details > 0;
  if (view.$type === 'RTM_DELNEXTHOP') printer.value('deleted', true, 'Deleted ');
  printer.value('id', id, `id ${id} `);
  if (group !== undefined) {
    printer.text('group ');
    printer.array('group', () => {
      group.forEach((member, index) => {
        printer.object(undefined, () => {
          printer.value('id', member.id, index === 0 ? `${member.id}` : `/${member.id}`);
          const weight = ((member.weightHigh << 8) | member.weight) + 1;
          if (weight !== 1) printer.value('weight', weight, `,${weight}`);
        });
      });
    });
    printer.text(' ');
  }
  if (groupType !== undefined && groupType !== 'mpath') {
    const type = groupType === 'res' ? 'resilient' : '<unknown type>';
    printer.value('type', type, `type ${type} `);
  }
  if (resGroup !== undefined) {
    const { buckets = 0, idleTimer = 0, unbalancedTimer = 0, unbalancedTime = 0n } = resGroup;
    printer.object('resilient_args', () => {
      printer.value('buckets', buckets, `buckets ${buckets} `);
      const time = (key: string, ticks: number) => {
        printer.value(key, Number(significant(ticks / USER_HZ)), `${key} ${significant(ticks / USER_HZ)} `);
      };
      time('idle_timer', idleTimer);
      time('unbalanced_timer', unbalancedTimer);
      time('unbalanced_time', Number(unbalancedTime));
    });
  }
  printEncap(scene, view.encapType, view.encap);
  if (gateway !== undefined) printGateway(scene, gateway, header.family);
  if (oif !== undefined && oif !== 0) printDevice(scene, 'dev', oif);
  const scope = numberOf(RT_SCOPE, header.scope);
  if (scope !== RT_SCOPE.values.universe || details) {
    printer.value('scope', tables.scope.name(scope), `scope ${tables.scope.name(scope)} `);
  }
  if (blackhole === true) printer.value('blackhole', null, 'blackhole ');
  const protocol = numberOf(RTPROT, header.protocol);
  if (protocol !== RTPROT.values.unspec || details) {
    printer.value('protocol', tables.protocol.name(protocol), `proto ${tables.protocol.name(protocol)} `);
  }
  printRouteFlags(printer, header.flags);
  if (fdb === true) printer.value('fdb', null, 'fdb');
}
