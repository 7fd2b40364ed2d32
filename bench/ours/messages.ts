// messages FILE N: writes N route messages as the kernel's dump has them, for machines without one.
import { writeFileSync } from 'node:fs';
import { NLM_F, route } from '../../src/index.ts';
import { order, tell } from './routes.ts';

const [file = '', amount = ''] = process.argv.slice(2);
const n = Number(amount);
const began = performance.now();
const all: Uint8Array[] = [];
for (let i = 0; i < n; i++) {
  const which = order(i, n, 'shuffled');
  const header = { family: 'inet', dstLen: 24, table: 'main', protocol: 'static', type: 'unicast' } as const;
  const dst = `${16 + (which >> 16)}.${(which >> 8) & 255}.${which & 255}.0`;
  const input = { header, table: 'main', dst, gateway: '10.0.0.2', oif: 2 } as const;
  all.push(route.encode('RTM_NEWROUTE', input, { flags: NLM_F.MULTI, sequence: 1 }));
}
writeFileSync(file, Buffer.concat(all));
tell(n, performance.now() - began);
