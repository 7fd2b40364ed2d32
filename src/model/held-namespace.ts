import type { Connection } from '../connection/connection.ts';
import type { NamespaceHandle } from '../namespace/handle.ts';

/** What a namespace object holds open. */
export interface Held {
  readonly handle: NamespaceHandle;
  connection: Connection | undefined;
}

export async function letGo({ handle, connection }: Held): Promise<void> {
  await connection?.close();
  handle.close();
}

/** Lets go of what objects held that nobody closed, when they are forgotten. */
export const forgotten = new FinalizationRegistry((held: Held) => void letGo(held));
