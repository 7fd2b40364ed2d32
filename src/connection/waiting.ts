/** Those who wait for the same moment. */
export class Waiting {
  #resolvers: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.#resolvers.length === 0;
  }

  /** Settles with the next `settle()`. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.#resolvers.push(resolve));
  }

  settle(): void {
    for (const resolve of this.#resolvers.splice(0)) resolve();
  }

  /** Lets all of them wait for what others wait for. */
  join(others: Waiting): void {
    others.#resolvers.push(...this.#resolvers.splice(0));
  }
}
