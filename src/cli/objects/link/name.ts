import type { LinkNames } from '../../names/links.ts';
import type { Printer } from '../../print/printer.ts';
import type { LinkView } from './view.ts';

/** The name, with what the link is on: `v0@v1`, `v0@if7` across namespaces. Tells whether that is down. */
export function printName(
  printer: Printer,
  { ifname = '', link, linkNetnsid }: LinkView,
  names: LinkNames,
  text: (name: string) => string,
): boolean {
  let lower: string | undefined;
  let lowerDown = false;
  if (link === 0) {
    printer.field('link', null);
    lower = 'NONE';
  } else if (link !== undefined && linkNetnsid !== undefined) {
    printer.field('link_index', link);
    lower = `if${link}`;
  } else if (link !== undefined) {
    lower = names.name(link);
    lowerDown = !names.up(link);
    printer.field('link', lower);
  }
  printer.value('ifname', ifname, text(lower === undefined ? ifname : `${ifname}@${lower}`), 'interface');
  return lowerDown;
}
