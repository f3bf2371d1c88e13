// Files and forwarded ports: how fast each went, over time.
import { logBytesAxis } from './axis.ts';
import { dots } from './draw.ts';
import { faultBands } from './fault-bands.ts';
import { figure, plot } from './figure.ts';
import { clipped, html, type Markup } from './html.ts';
import { type Point, sown } from './statistics.ts';
import type { View } from './view.ts';
import { bytes, count, duration } from './words.ts';

/** One file, or one round through a forwarded port. */
interface Stream {
  readonly what: string;
  readonly at: number;
  /** Milliseconds; null: it never got there. */
  readonly took: number | null;
  readonly size: number;
  /** Empty: all is well. */
  readonly wrong: string;
}

const MOST_LISTED = 12;

export function files(view: View): Markup | null {
  const { files: all } = view.result;
  const streams = all.map(
    ({ from, to, name, size, taken, landed, right, failed }): Stream => ({
      what: `${clipped(name)}, ${view.nameOf(from)} to ${view.nameOf(to)}`,
      at: taken,
      took: landed === null ? null : landed - taken,
      size,
      wrong:
        failed ?? (landed === null ? 'did not arrive' : right === false ? 'arrived with wrong bytes' : ''),
    }),
  );
  return speeds(view, streams, {
    title: 'Files',
    caption:
      'A dot for each file: across, when it was offered; up, its bytes over the time until it had landed, waiting included.',
  });
}

export function forwards(view: View): Markup | null {
  const streams = view.result.forwards.map(
    ({ from, to, size, at, milliseconds, right, why }): Stream => ({
      what: `${bytes(size)}, ${view.nameOf(from)} through a port of ${view.nameOf(to)}`,
      at: Math.max(0, at - milliseconds),
      took: right ? milliseconds : null,
      size: size * 2,
      wrong: right ? '' : why === '' ? 'what came back is not what went' : why,
    }),
  );
  return speeds(view, streams, {
    title: 'Forwarded ports',
    caption:
      'A dot for each round through a forwarded port to an echo and back: across, when it began; up, its bytes both ways over the time it took.',
  });
}

function speeds(
  view: View,
  streams: readonly Stream[],
  words: { title: string; caption: string },
): Markup | null {
  if (streams.length === 0) return null;
  const speedOf = ({ size, took }: Stream): number => (size * 1000) / Math.max(took ?? 1, 1);
  const good = streams.filter(({ took }) => took !== null);
  const bad = streams.filter(({ wrong }) => wrong !== '');
  const speeds = good.map(speedOf);
  const y = logBytesAxis(
    Math.min(1000, ...speeds.slice(0, 10_000)),
    Math.max(10_000, ...speeds.slice(0, 10_000)),
  );
  const points = good
    .filter(({ wrong }) => wrong === '')
    .map((stream): Point => [view.time.of(stream.at), y.of(speedOf(stream))]);
  return figure(
    {
      ...words,
      legend: [
        ['calm', `went well (${streams.length - bad.length})`],
        ['lost', `did not (${bad.length})`],
      ],
    },
    plot({
      label: `${words.title}: ${count(streams.length - bad.length, 'time')} well, ${bad.length} not`,
      height: 150,
      x: view.time,
      y,
      under: faultBands(view),
      paths: [
        dots(sown(points, 600, 100), 'calm'),
        dots(
          sown(
            bad.map(({ at }): Point => [view.time.of(at), 1]),
            600,
            1,
          ),
          'lost',
        ),
      ],
    }),
    tableOf(
      bad.length > 0 ? bad : streams.toSorted((a, b) => speedOf(a) - speedOf(b)),
      bad.length > 0,
      streams.length,
    ),
  );
}

function tableOf(streams: readonly Stream[], wrong: boolean, all: number): Markup {
  const listed = streams.slice(0, MOST_LISTED);
  const what = wrong
    ? 'What went wrong'
    : listed.length === all
      ? 'One by one'
      : `The slowest ${listed.length} of ${all}`;
  return html`<details><summary>${what}</summary><div class="wide"><table><thead><tr><th>what</th><th>size</th><th>after</th><th>took</th><th></th></tr></thead><tbody>${listed.map(
    ({ what, size, at, took, wrong }) =>
      html`<tr><td>${what}</td><td>${bytes(size)}</td><td>${duration(at)}</td><td>${took === null ? '–' : duration(took)}</td><td>${clipped(wrong)}</td></tr>`,
  )}</tbody></table></div>${streams.length > listed.length && wrong ? html`<p>and ${streams.length - listed.length} more</p>` : null}</details>`;
}
