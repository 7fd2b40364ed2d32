import type { Configuration } from './configuration.ts';

/** Namespace identifiers. */
export const namespaces: readonly Configuration[] = [
  { name: 'nsid-set', needs: [], setup: ['ip netns set NS-b 100', 'ip netns set NS-c auto'] },
  {
    name: 'nsid-through-veth',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name v0 netns NS-b',
      'ip link add v1 netns NS-b type veth peer name v1 netns NS-c',
      'ip link set v0 up',
    ],
  },
];
