// What clients complained of and what was seen from outside, the same put together.
import { clipped, html, type Markup } from './html.ts';
import type { View } from './view.ts';
import { duration, number } from './words.ts';

const MOST_LISTED = 60;

export function incidents(view: View): Markup | null {
  const { incidents: all } = view.result;
  if (all.length === 0) return null;
  const groups = [...Map.groupBy(all, ({ kind, what }) => `${kind} ${what}`).values()].sort(
    (a, b) => b.length - a.length,
  );
  const rows = groups.slice(0, MOST_LISTED).map((those) => {
    const [first] = those;
    if (first === undefined) return null;
    const other = first.other === null ? null : html` of ${view.nameOf(first.other)}`;
    return html`<tr><td>${first.kind}</td><td><bdi>${clipped(first.what)}</bdi></td><td>${number(those.length)}</td><td>${duration(first.at)}, ${view.nameOf(first.who)}${other}</td></tr>`;
  });
  return html`<details open><summary>What clients complained of, and what was seen from outside</summary><div class="wide"><table><thead><tr><th>kind</th><th>what</th><th>times</th><th>first</th></tr></thead><tbody>${rows}</tbody></table></div>${
    groups.length > MOST_LISTED ? html`<p>and ${number(groups.length - MOST_LISTED)} other kinds</p>` : null
  }</details>`;
}
