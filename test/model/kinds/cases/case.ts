import type { ConfigurableKind, KindOptions } from '../../../../src/model/kinds/index.ts';
import type { Changes } from '../../../../src/model/kinds/option.ts';
import type { Need } from '../../../kernel/configurations/configuration.ts';

/** An interface made and changed in our words and in those of ip-link(8). */
export interface KindCase {
  readonly name: string;
  readonly kind: ConfigurableKind;
  readonly needs: readonly Need[];
  /** The interface below, for kinds that need one. */
  readonly link?: 'v0';
  /** Whether it has a link layer address that can be given. */
  readonly mac?: false;
  readonly options: object;
  /** The same for `ip link add ... type KIND`; left out where no kernel that we try knows all of it. */
  readonly words?: string;
  /** Needs `words`. */
  readonly changes?: object;
  /** The same for `ip link set dev NAME type KIND`. */
  readonly changeWords?: string;
  /** What is not read back as it was given, with what it is read as. */
  readonly reads?: object;
}

/** Lets the compiler look at the options of each. */
export function a<K extends ConfigurableKind>(
  kind: K,
  rest: Omit<KindCase, 'kind' | 'options' | 'changes'> & {
    readonly options: KindOptions[K];
    readonly changes?: Changes<KindOptions[K]>;
  },
): KindCase {
  return { kind, ...rest };
}
