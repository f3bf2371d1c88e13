// Axes: where a value lies between 0 and 1, and at which round values there are ticks.
import { bytes, duration, number } from './words.ts';

interface Tick {
  /** 0 to 1. */
  readonly at: number;
  readonly label: string;
}

export interface Axis {
  /** 0 to 1; what lies beyond the axis lies at its end. */
  readonly of: (value: number) => number;
  readonly ticks: readonly Tick[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of time by unit; an axis has one unit, so that its labels can be compared at a glance. */
const UNITS = [
  { upTo: 3 * SECOND, unit: 1, name: 'ms', steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
  { upTo: 3 * MINUTE, unit: SECOND, name: 's', steps: [1, 2, 5, 10, 20, 30, 60] },
  { upTo: 3 * HOUR, unit: MINUTE, name: 'min', steps: [1, 2, 5, 10, 20, 30, 60] },
  { upTo: 3 * DAY, unit: HOUR, name: 'h', steps: [1, 2, 3, 6, 12, 24] },
  { upTo: Infinity, unit: DAY, name: 'd', steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
] as const;

const MOST_TICKS = 8;

/** From 0 to `length` milliseconds. */
export function timeAxis(length: number): Axis {
  const whole = Math.max(length, 1);
  const { unit, name, steps } = UNITS.find(({ upTo }) => whole <= upTo) ?? UNITS[4];
  const step = (steps.find((one) => whole / (one * unit) <= MOST_TICKS) ?? steps.at(-1) ?? 1) * unit;
  const ticks: Tick[] = [];
  for (let at = 0; at <= whole * 1.0001; at += step)
    ticks.push({ at: at / whole, label: at === 0 ? '0' : `${at / unit} ${name}` });
  return { of: (value) => bounded(value / whole), ticks };
}

export type Wording = (value: number) => string;

/** From 0 to at least `most`. */
export function linearAxis(most: number, wording: Wording = number): Axis {
  const step = roundStep(Math.max(most, Number.MIN_VALUE) / 4);
  const steps = Math.max(1, Math.ceil(most / step - 1e-9));
  const top = steps * step;
  return {
    of: (value) => bounded(value / top),
    ticks: Array.from({ length: steps + 1 }, (_, at) => ({ at: at / steps, label: wording(at * step) })),
  };
}

/** 1, 2 or 5 times a power of ten, and never less than one whole where only wholes are counted. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5, 10].find((one) => one * power >= least * 0.999) ?? 10) * power;
}

/** Whole things: no tick at half a text. */
export function countAxis(most: number): Axis {
  const whole = Math.max(1, Math.ceil(most));
  return whole <= 4
    ? linearAxis(whole, (value) => (Number.isInteger(value) ? number(value) : ''))
    : linearAxis(whole);
}

const TIME_MARKS = [
  1,
  10,
  100,
  SECOND,
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  70 * DAY,
];
const BYTE_MARKS = Array.from({ length: 13 }, (_, power) => 10 ** power);

/** Of durations, from the mark below `least` to the mark above `most`; each step a multiple of the one before. */
export function logTimeAxis(least: number, most: number): Axis {
  return logAxis(least, most, TIME_MARKS, duration);
}

export function logBytesAxis(least: number, most: number): Axis {
  return logAxis(least, most, BYTE_MARKS, (value) => `${bytes(value)}/s`);
}

function logAxis(least: number, most: number, marks: readonly number[], wording: Wording): Axis {
  const first = Math.max(
    0,
    marks.findLastIndex((mark) => mark <= least),
  );
  const above = marks.findIndex((mark) => mark >= most);
  const last = Math.max(first + 1, above < 0 ? marks.length - 1 : above);
  const from = Math.log(marks[first] ?? 1);
  const span = Math.log(marks[last] ?? 10) - from;
  const of = (value: number): number => bounded((Math.log(Math.max(value, 1e-9)) - from) / span);
  return {
    of,
    ticks: marks.slice(first, last + 1).map((mark) => ({ at: of(mark), label: wording(mark) })),
  };
}

function bounded(fraction: number): number {
  return Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
}
