// Numbers of the command line, checked.
import { InvalidArgumentError } from 'commander';

/** A parser for a whole number within these bounds. */
export function wholeNumber(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/u.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`${name} takes a whole number from ${low} to ${high}.`);
    return value;
  };
}
