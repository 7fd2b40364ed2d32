import { describe, expect, it } from 'vitest';
import { nsid } from '../../../protocol/route/netns.ts';
import { printNsid } from '../../../src/cli/objects/netns/ids.ts';
import { shown } from '../scene.ts';

const names = new Map([[3, 'blue']]);

function idOf(
  input: { nsid?: number; currentNsid?: number },
  type: 'RTM_NEWNSID' | 'RTM_DELNSID' = 'RTM_NEWNSID',
) {
  const view = nsid.decode(nsid.encode(type, input));
  return shown(({ printer }) => printNsid(printer, view, names));
}

describe('the id of a namespace', () => {
  it('has the name of the namespace beside it', () => {
    expect(idOf({ nsid: 3 })).toEqual({
      text: 'nsid 3 (iproute2 netns name: blue)\n',
      json: { nsid: 3, name: 'blue' },
    });
  });

  it('may be another one here', () => {
    expect(idOf({ nsid: 0, currentNsid: 3 })).toEqual({
      text: 'nsid 0 current-nsid 3 (iproute2 netns name: blue)\n',
      json: { nsid: 0, 'current-nsid': 3, name: 'blue' },
    });
  });

  it('may be none', () => {
    expect(idOf({ nsid: 1, currentNsid: -1 })).toEqual({
      text: 'nsid 1 current-nsid unassigned \n',
      json: { nsid: 1 },
    });
  });

  it('may be gone', () => {
    expect(idOf({ nsid: 5 }, 'RTM_DELNSID').text).toBe('Deleted nsid 5 \n');
  });
});
