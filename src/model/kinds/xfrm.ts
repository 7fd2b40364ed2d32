import { kindModel, type OptionsOf } from './kind-model.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('xfrm');

/** IPsec by interface: `ip link add ipsec0 type xfrm dev eth0 if_id 42`. */
export const xfrm = kindModel('xfrm', {
  /** The interface that packets go out by. */
  dev: words.interface('link'),
  /** 1 to 4294967295: the states and policies of this number are the interface's. */
  ifId: words.between('ifId', 1, 0xffffffff),
  /** Whether the number comes with each packet, from a route or a program (Linux 6.1). */
  external: words.flag('collectMetadata'),
});

/** The options of an IPsec interface. */
export interface XfrmOptions extends OptionsOf<typeof xfrm> {}
