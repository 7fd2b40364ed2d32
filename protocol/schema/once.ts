/** Makes a thing when it is first asked for: a program that loads all tables uses few of them. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
