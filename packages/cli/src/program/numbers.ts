// Numbers of the command line, checked.
import { InvalidArgumentError } from 'commander';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** A parser for a whole number within these bounds. */
export function wholeNumber(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/u.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`${name} takes a whole number from ${low} to ${high}.`);
    return value;
  };
}

/** A parser for sizes with k, M, G or T behind them: thousands, as sizes are shown. */
export function bytes(name: string): (text: string) => number {
  return (text) => {
    const [, number = '', unit = ''] = /^(\d{1,9})([kmgt]?)b?$/iu.exec(text) ?? [];
    const value = Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
    if (number === '' || value < 1 || !Number.isSafeInteger(value))
      throw new InvalidArgumentError(`${name} takes a number of bytes, such as 200k or 2G.`);
    return value;
  };
}
