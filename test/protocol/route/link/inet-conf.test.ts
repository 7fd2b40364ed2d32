import { describe, expect, it } from 'vitest';
import { link } from '../../../../protocol/route/link/index.ts';
import { digits } from '../../bytes.ts';
import { attribute, NESTED, newlink } from './message.ts';

const inet = (conf: string) =>
  newlink(attribute(26 | NESTED, attribute(2 | NESTED, attribute(1 | NESTED, conf))));

/** As a kernel sends them: forwarding 1, proxyArp 2, all other 31 settings 0. */
const packed = `01000000 00000000 02000000 ${'00000000'.repeat(30)}`;

function confOf(bytes: Uint8Array) {
  return link.decode(bytes, true).afSpec?.inet?.conf;
}

describe('the settings of IPv4', () => {
  it('are read as the kernel sends them, one after another', () => {
    const conf = confOf(inet(packed));
    expect(conf?.forwarding).toBe(1);
    expect(conf?.proxyArp).toBe(2);
    expect(conf?.arpEvictNocarrier).toBe(0);
  });

  it('of an older kernel lack the last', () => {
    const conf = confOf(inet('01000000'.repeat(28)));
    expect(conf?.igmpv3UnsolicitedReportInterval).toBe(1);
    expect(conf?.ignoreRoutesWithLinkdown).toBeUndefined();
  });

  it('are written as the kernel takes them, a nest of what is to change', () => {
    const bytes = inet(attribute(1, '01000000') + attribute(8, '02000000'));
    const input = { afSpec: { inet: { conf: { forwarding: 1, rpFilter: 2 } } } };
    expect(digits(link.encode('RTM_NEWLINK', input))).toBe(digits(bytes));
    expect(link.decode(bytes, true).$plain()).toMatchObject(input);
  });

  it('re-encode to the same bytes and to the same JSON, whichever form they came in', () => {
    const view = link.decode(inet(packed), true);
    expect(digits(link.encode('RTM_NEWLINK', view))).toBe(digits(view.$bytes));
    const again = link.decode(link.encode('RTM_NEWLINK', view.toJSON() as object));
    expect(again.toJSON()).toEqual(view.toJSON());
  });

  it('are not taken for a nest when a value looks like the beginning of one', () => {
    const conf = confOf(inet(`08000100 00000000 08000100 ${'00000000'.repeat(31)}`));
    expect(conf?.forwarding).toBe(0x10008);
    expect(conf?.proxyArp).toBe(0x10008);
  });
});
