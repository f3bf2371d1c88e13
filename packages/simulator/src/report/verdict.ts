// The head of a report: whether everything held, and each check with what was asked and seen.
import type { CheckRecord } from '../record/result.ts';
import { clipped, html, type Markup } from './html.ts';
import type { View } from './view.ts';
import { count, duration, number } from './words.ts';

export interface Verdict {
  readonly look: 'good' | 'bad' | 'open';
  readonly sentence: string;
}

export function verdictOf({ result: { checks, ended } }: View): Verdict {
  const broken = checks.filter(({ held }) => !held).length;
  if (ended !== null) return { look: 'bad', sentence: 'It did not come to its end.' };
  if (checks.length === 0) return { look: 'open', sentence: 'Nothing was asked to hold.' };
  if (broken === 0)
    return {
      look: 'good',
      sentence: checks.length === 1 ? 'The one check held.' : `All ${checks.length} checks held.`,
    };
  return { look: 'bad', sentence: `${broken} of ${count(checks.length, 'check')} did not hold.` };
}

export function checks(view: View): Markup | null {
  const { checks: all, ended } = view.result;
  const end =
    ended === null
      ? null
      : html`<p class="ended"><strong>It ended early:</strong> ${clipped(ended)} What follows is of the time until then.</p>`;
  if (all.length === 0) return end;
  // What did not hold is what a reader came for.
  const sorted = all.toSorted((a, b) => Number(a.held) - Number(b.held));
  return html`${end}<ul class="checks">${sorted.map((check) => checkOf(view, check))}</ul>`;
}

function checkOf(view: View, { asked, held, seen, violations, count: all }: CheckRecord): Markup {
  const rest = all - violations.length;
  return html`<li class="${held ? 'good' : 'bad'}"><span class="mark">${held ? 'held' : 'did not hold'}</span><p><strong>${clipped(asked)}</strong><br>${clipped(seen)}</p>${
    violations.length === 0
      ? null
      : html`<ol>${violations.map(
          ({ at, who, what }) =>
            html`<li>${at === null ? null : html`<b>at ${duration(at)}</b> `}${who === null || what.includes(view.nameOf(who)) ? null : html`<b>${view.nameOf(who)}</b> `}<bdi>${clipped(what)}</bdi></li>`,
        )}${rest > 0 ? html`<li>and ${number(rest)} more</li>` : null}</ol>`
  }</li>`;
}
