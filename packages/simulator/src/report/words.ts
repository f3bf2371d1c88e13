// Figures in words: durations, sizes and counts as people read them.

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds: `84 ms`, `3.1 s`, `2 min 5 s`, `1 h 12 min`, `3 d 4 h`. */
export function duration(milliseconds: number): string {
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${trimmed(milliseconds / SECOND)} s`;
  if (milliseconds < MINUTE - SECOND / 2) return `${Math.round(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR - SECOND / 2) return two(milliseconds, MINUTE, 'min', SECOND, 's');
  if (milliseconds < DAY - MINUTE / 2) return two(milliseconds, HOUR, 'h', MINUTE, 'min');
  return two(milliseconds, DAY, 'd', HOUR, 'h');
}

function two(amount: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(amount / small);
  const each = large / small;
  const rest = smalls % each;
  return `${Math.floor(smalls / each)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** In steps of 1000: `812 B`, `64 KB`, `1.2 MB`. */
export function bytes(amount: number): string {
  let left = amount;
  let step = 0;
  while (left >= 999.5 && step < SIZES.length - 1) {
    left /= 1000;
    step++;
  }
  return `${step === 0 || left >= 9.95 ? Math.round(left) : trimmed(left)} ${SIZES[step] ?? ''}`;
}

/** `1,203 texts`, `1 text`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`;
}

export function number(amount: number): string {
  return NUMBER.format(amount);
}

/** Never `100%` or `0%` for what is not quite that. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  if (part === whole || part === 0) return `${percent}%`;
  if (percent > 99.9) return '>99.9%';
  if (percent < 0.1) return '<0.1%';
  return `${trimmed(percent)}%`;
}

function trimmed(amount: number): string {
  return amount.toFixed(1).replace(/\.0$/u, '');
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
