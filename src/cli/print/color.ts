/** What a piece of text is, for its colour. */
export type Color = 'interface' | 'mac' | 'inet' | 'inet6' | 'up' | 'down' | 'heading';

/** SGR codes as `ip -color` chooses them for a light background; on a dark one they are bold too. */
const codes: Readonly<Record<Color, number>> = {
  interface: 36,
  mac: 33,
  inet: 35,
  inet6: 34,
  up: 32,
  down: 31,
  heading: 1,
};

/** Wraps text in the colour of what it is. */
export type Paint = (text: string, color: Color) => string;

export const plain: Paint = (text) => text;

export function painter(dark: boolean): Paint {
  const bold = dark ? '1;' : '';
  return (text, color) => `\x1b[${bold}${codes[color]}m${text}\x1b[0m`;
}

export type ColorWhen = 'always' | 'auto' | 'never';

/**
 * How to paint. `auto` is colour on a terminal unless `NO_COLOR` is set; the background is dark when `COLORFGBG`
 * (`15;0`) ends in 0 to 6 or 8.
 */
export function choosePaint(
  when: ColorWhen,
  terminal: () => boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  const { NO_COLOR, COLORFGBG, TERM } = environment;
  if (when === 'never') return plain;
  if (when === 'auto' && ((NO_COLOR ?? '') !== '' || TERM === 'dumb' || !terminal())) return plain;
  return painter(/;[0-68]$/.test(COLORFGBG ?? ''));
}
