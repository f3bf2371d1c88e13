// The strokes of our plots: SVG in fractions of the plot, so that it stretches to any width and its words do not.
import { html, type Markup, type Shown } from './html.ts';
import type { Point } from './statistics.ts';

/** Of the stretched canvas in a plot; see `.stretch` of the style. */
const CANVAS = 1000;

/** `50%` of 0.5. */
export function percent(fraction: number): string {
  return `${round(fraction * 100, 2)}%`;
}

/** All paths of a plot: they are stretched, their strokes are not. */
export function stretched(paths: Shown): Markup {
  return html`<svg class="stretch" viewBox="0 0 ${CANVAS} ${CANVAS}" preserveAspectRatio="none">${paths}</svg>`;
}

/** `look`: a class of the style, here and below. */
export function line(points: readonly Point[], look: string): Markup | null {
  return points.length === 0 ? null : html`<path class="line ${look}" d="${pathOf(points)}"/>`;
}

/** Holds each value until the next. */
export function stairs(points: readonly Point[], look: string): Markup | null {
  return line(stepped(points), look);
}

/** Between the points and the ground, or between the points and others below them. */
export function area(above: readonly Point[], look: string, below?: readonly Point[]): Markup | null {
  const [first] = above;
  const last = above.at(-1);
  if (first === undefined || last === undefined) return null;
  const ground = below ?? [
    [first[0], 0],
    [last[0], 0],
  ];
  return html`<path class="area ${look}" d="${pathOf([...above, ...ground.toReversed()])}z"/>`;
}

export function stepped(points: readonly Point[]): Point[] {
  return points.flatMap((point, at) => {
    const next = points[at + 1];
    return next === undefined ? [point] : [point, [next[0], point[1]] as const];
  });
}

/** Round in every width: strokes of no length with round ends. */
export function dots(points: readonly Point[], look: string): Markup | null {
  if (points.length === 0) return null;
  const path = points.map(([x, y]) => `M${across(x)} ${down(y)}h0`).join('');
  return html`<path class="dots ${look}" d="${path}"/>`;
}

/** From the ground to the top of the plot. */
export function bands(spells: readonly Point[], look: string): Markup | null {
  if (spells.length === 0) return null;
  const path = spells.map(([from, to]) => `M${across(from)} 0H${across(to)}V${CANVAS}H${across(from)}z`);
  return html`<path class="${look}" d="${path.join('')}"/>`;
}

/** `y` and `height` in pixels. */
export function bar(from: number, to: number, y: number, height: number, look: string, title: Shown): Markup {
  return html`<rect class="${look}" x="${percent(from)}" width="${percent(Math.max(to - from, 0))}" y="${y}" height="${height}"><title>${title}</title></rect>`;
}

function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${across(x)} ${down(y)}`).join('');
}

function across(fraction: number): number {
  return round(fraction * CANVAS, 1);
}

function down(fraction: number): number {
  return round((1 - fraction) * CANVAS, 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
