// Numbers of the command line, checked.
import { InvalidArgumentError } from 'commander';
import { sizeGiven } from '../client/size-given.ts';

/** A parser for a whole number within these bounds. */
export function wholeNumber(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/u.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`${name} takes a whole number from ${low} to ${high}.`);
    return value;
  };
}

/** A parser for sizes. */
export function bytes(name: string): (text: string) => number {
  return (text) => {
    const value = sizeGiven(text);
    if (value === null)
      throw new InvalidArgumentError(`${name} takes a number of bytes, such as 200k or 2G.`);
    return value;
  };
}
