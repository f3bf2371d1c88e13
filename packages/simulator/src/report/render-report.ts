// From the record of a run to a report: one HTML file that needs no network, no script and no other file.
import type { SimResult } from '../record/result.ts';
import { clientTable } from './client-table.ts';
import { costs } from './costs.ts';
import { faultLanes } from './fault-lanes.ts';
import { clipped, html, type Markup, type Shown } from './html.ts';
import { incidents } from './incidents.ts';
import { online } from './online.ts';
import { page } from './page.ts';
import { rates } from './rates.ts';
import { recoveries } from './recoveries.ts';
import { keyFigures, repeatIt, story } from './story.ts';
import { files, forwards } from './streams.ts';
import { deliveriesOf, texts } from './texts.ts';
import { checks, verdictOf } from './verdict.ts';
import { viewOf } from './view.ts';
import { count, duration } from './words.ts';

/** The whole file. What stands in the record is shown as text, whoever wrote it. */
export function renderReport(result: SimResult): string {
  const view = viewOf(result);
  const { look, sentence } = verdictOf(view);
  const name = clipped(result.scenario.name);
  const deliveries = deliveriesOf(view);
  const body = html`<p class="kicker">TorChat simulator · world ${result.world} · ${count(result.people.length, 'client')} · ${duration(result.length)} · seed ${result.seed}</p>
<h1>${name}</h1>
<div class="verdict ${look}">${sentence}</div>
${story(view)}
${keyFigures(view, deliveries)}
${section('What had to hold', checks(view))}
${section('Who was there, and what broke', [faultLanes(view), online(view), recoveries(view)])}
${section('What they sent', [texts(view, deliveries), rates(view), files(view), forwards(view)])}
${section('What it cost', [costs(view)])}
${section('In detail', [incidents(view), clientTable(view)])}
${repeatIt(view)}`;
  return page(`${name}: ${sentence}`, result.length, body);
}

function section(title: string, content: Shown): Markup | null {
  const empty = content === null || (Array.isArray(content) && content.flat(2).every((one) => one === null));
  return empty ? null : html`<h2>${title}</h2>${content}`;
}
