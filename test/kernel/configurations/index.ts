import { addresses } from './addresses.ts';
import { bridges } from './bridges.ts';
import type { Configuration } from './configuration.ts';
import { links } from './links.ts';
import { namespaces } from './namespaces.ts';
import { neighbours } from './neighbours.ts';
import { routes } from './routes.ts';
import { rules } from './rules.ts';
import { stacked } from './stacked.ts';
import { tunnels } from './tunnels.ts';

export * from './build.ts';
export type { Configuration, Need } from './configuration.ts';

/** Every configuration that the parity test, the recorder of captures and the VM lane go through. */
export const configurations: readonly Configuration[] = [
  ...links,
  ...bridges,
  ...stacked,
  ...tunnels,
  ...addresses,
  ...routes,
  ...neighbours,
  ...rules,
  ...namespaces,
];
