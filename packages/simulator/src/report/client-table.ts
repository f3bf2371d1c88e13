// The clients one by one: what each is, did and cost.
import { html, type Markup } from './html.ts';
import { greatest } from './statistics.ts';
import type { View } from './view.ts';
import { bytes, duration, number, share } from './words.ts';

const MOST_LISTED = 100;

export function clientTable(view: View): Markup {
  const { people, texts, samples, length } = view.result;
  const zeros = (): number[] => people.map(() => 0);
  const [sent, got, lost] = [zeros(), zeros(), zeros()];
  for (const { from, to, taken, shown } of texts) {
    if (taken !== null) sent[from] = (sent[from] ?? 0) + 1;
    if (shown.length > 0) got[to] = (got[to] ?? 0) + 1;
    else lost[to] = (lost[to] ?? 0) + 1;
  }
  const costs = new Map(samples.map((one) => [one.who, one]));
  const listed = people.slice(0, MOST_LISTED);
  const rows = listed.map(({ group, kind, contacts }, who) => {
    const ran = (view.ran[who] ?? []).reduce((sum, [from, to]) => sum + to - from, 0);
    const cost = costs.get(who);
    return html`<tr><td>${view.nameOf(who)}</td><td>${kind}${group === view.nameOf(who) ? null : html` <small>${group}</small>`}</td><td>${contacts.length}</td><td>${share(ran, length)}</td><td>${number(sent[who] ?? 0)}</td><td>${number(got[who] ?? 0)}</td><td>${
      (lost[who] ?? 0) === 0 ? '0' : html`<strong class="bad">${number(lost[who] ?? 0)}</strong>`
    }</td><td>${cost?.memory === undefined ? '–' : bytes(greatest(cost.memory))}</td><td>${cost?.cpu === undefined ? '–' : duration(greatest(cost.cpu))}</td><td>${cost?.sent === undefined ? '–' : bytes(greatest(cost.sent))}</td><td>${cost?.received === undefined ? '–' : bytes(greatest(cost.received))}</td></tr>`;
  });
  const about =
    listed.length < people.length
      ? `The first ${MOST_LISTED} of ${number(people.length)} clients one by one`
      : 'The clients one by one';
  return html`<details><summary>${about}</summary><div class="wide"><table><thead><tr><th>name</th><th>kind</th><th>contacts</th><th>ran</th><th>texts sent</th><th>shown to it</th><th>missing</th><th>memory at most</th><th>processor</th><th>sent</th><th>received</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
