// A figure of the report: its title, what it shows in plain words, its legend, and a plot with its axes.
import type { Axis } from './axis.ts';
import { percent, stretched } from './draw.ts';
import { html, type Markup, type Shown } from './html.ts';

export interface Plot {
  /** For who cannot see it: what it is, and the figures that matter. */
  readonly label: string;
  /** Pixels. */
  readonly height: number;
  readonly x: Axis;
  /** Values at the left; or `rows`. */
  readonly y?: Axis;
  readonly rows?: readonly Row[];
  /** Under all else: stretched paths. */
  readonly under?: Shown;
  readonly paths?: Shown;
  /** Bars in pixels and percents. */
  readonly marks?: Shown;
  /** Its x is the time of the run: the cursor is shown in all of these at once. */
  readonly timed?: boolean;
}

interface Row {
  readonly name: string;
  /** Pixels from the top to its middle. */
  readonly y: number;
}

export interface Words {
  readonly title: string;
  readonly caption: Shown;
  readonly legend?: readonly (readonly [look: string, label: string])[];
}

export function figure({ title, caption, legend = [] }: Words, ...plots: readonly Markup[]): Markup {
  const entries = legend.map(([look, label]) => html`<span><i class="key ${look}"></i>${label}</span>`);
  return html`<figure><figcaption><h3>${title}</h3><p>${caption}</p>${
    entries.length === 0 ? null : html`<p class="legend">${entries}</p>`
  }</figcaption>${plots}</figure>`;
}

export function plot({ label, height, x, y, rows = [], under, paths, marks, timed = true }: Plot): Markup {
  const names = [
    ...rows.map(({ name, y }) => ({ label: name, at: String(y) })),
    ...(y?.ticks ?? []).map(({ at, label }) => ({ label, at: percent(1 - at) })),
  ];
  return html`<div class="plot"><svg class="names" height="${height}" aria-hidden="true">${names.map(
    ({ at, label }) => html`<text x="100%" y="${at}" dy=".32em">${label}</text>`,
  )}</svg><div class="field${timed ? ' timed' : ''}"><svg height="${height}" role="img" aria-label="${label}">${stretched(under ?? null)}${(
    y?.ticks ?? []
  ).map(
    ({ at }) => html`<line class="grid" x1="0" x2="100%" y1="${percent(1 - at)}" y2="${percent(1 - at)}"/>`,
  )}${x.ticks.map(
    ({ at }) => html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="100%"/>`,
  )}${marks ?? null}${stretched(paths ?? null)}</svg>${axisBelow(x)}</div></div>`;
}

function axisBelow({ ticks }: Axis): Markup {
  return html`<svg class="axis" height="20" aria-hidden="true">${ticks.map(({ at, label }, place) => {
    const anchor = at < 0.02 ? 'start' : at > 0.96 ? 'end' : 'middle';
    // In narrow windows there is no room for every second.
    const look = place % 2 === 1 && ticks.length > 5 ? 'odd' : 'even';
    return html`<text class="${look}" x="${percent(at)}" y="14" text-anchor="${anchor}">${label}</text>`;
  })}</svg>`;
}
