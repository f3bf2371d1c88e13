// What the run was, for somebody who never saw one: who lived where, what they did, what broke.
import type { WorldName } from '../scenario/moment.ts';
import type { ClientKind } from '../scenario/people.ts';
import type { Delivery } from './texts.ts';
import { faultName } from './fault-names.ts';
import { clipped, html, type Markup } from './html.ts';
import { ascending, greatest, percentile } from './statistics.ts';
import type { View } from './view.ts';
import { bytes, count, duration, listed, number, share } from './words.ts';

const WORLDS: Readonly<Record<WorldName, string>> = {
  memory: 'in memory: the program’s own engines on a virtual clock, without any network',
  local: 'on one machine: real processes that talk over a stand-in for tor',
  tor: 'on one machine: real processes, each with a tor of its own, on a private Tor network',
  containers: 'in containers: each client with a tor of its own, on a private Tor network in containers too',
};

const KINDS: Readonly<Record<ClientKind, string>> = {
  ours: 'of this project',
  legacy553: 'of the legacy 0.9.9.553',
  legacy555: 'of the legacy 0.9.9.555',
  hostile: 'hostile ones, which flood and lie',
};

/** What a world says of itself takes a paragraph. */
const MOST_OF_WORLD = 1000;

export function story(view: View): Markup {
  const { people, world, length, seconds, facts, texts, files, forwards, faults } = view.result;
  const kinds = [...Map.groupBy(people, ({ kind }) => kind)];
  const clients =
    kinds.length === 1 && kinds[0]?.[0] === 'ours'
      ? ''
      : `: ${listed(kinds.map(([kind, those]) => `${number(those.length)} ${KINDS[kind] ?? kind}`))}`;
  const contacts = ascending(people.map((one) => one.contacts.length));
  const [fewest, most] = [contacts[0] ?? 0, contacts.at(-1) ?? 0];
  const each = fewest === most ? count(most, 'contact') : `${fewest} to ${count(most, 'contact')}`;
  const did = [
    [texts.length, 'text', 'texts'],
    [files.length, 'file', 'files'],
    [forwards.length, 'round through a forwarded port', 'rounds through forwarded ports'],
  ] as const;
  const deeds = did.filter(([amount]) => amount > 0).map(([amount, one, many]) => count(amount, one, many));
  const broke = [...Map.groupBy(faults, ({ what }) => what)].map(
    ([what, those]) => `${faultName(what)} (${those.length === 1 ? 'once' : count(those.length, 'time')})`,
  );
  return html`<p class="lead">This is the record of ${count(people.length, 'TorChat client')}${clients}. They lived ${duration(length)} ${WORLDS[world] ?? world}; it took ${duration(seconds * 1000)} here. Each has ${each} on its list. ${deeds.length === 0 ? 'They sent nothing.' : `They sent ${listed(deeds)}.`} ${broke.length === 0 ? 'Nothing was made to break.' : `Made to happen to them: ${listed(broke)}.`}</p><p>${clipped(facts.about, MOST_OF_WORLD)}</p>`;
}

export function keyFigures(view: View, deliveries: readonly Delivery[]): Markup {
  const { texts, files, forwards, recoveries, checks, samples } = view.result;
  const owed = texts.filter(({ taken }) => taken !== null);
  const arrived = owed.filter(({ shown }) => shown.length > 0).length;
  const took = ascending(deliveries.map((one) => one.took));
  const back = ascending(recoveries.flatMap((one) => (one.took === null ? [] : [one.took])));
  const good = files.filter(({ right }) => right === true).length;
  const rounds = forwards.filter(({ right }) => right).length;
  const memory = greatest(samples.map((one) => greatest(one.memory ?? [])));
  const wrong = checks.reduce((sum, one) => sum + one.count, 0);
  const tiles: readonly (readonly [figure: string, about: string, more: string] | null)[] = [
    owed.length === 0
      ? null
      : [share(arrived, owed.length), 'of texts arrived', `${number(arrived)} of ${number(owed.length)}`],
    took.length === 0
      ? null
      : [
          duration(percentile(took, 50)),
          'a text took, half of them at most',
          `slowest ${duration(greatest(took))}`,
        ],
    files.length === 0
      ? null
      : [share(good, files.length), 'of files arrived whole', `${good} of ${files.length}`],
    forwards.length === 0
      ? null
      : [
          share(rounds, forwards.length),
          'of forwarded rounds came back whole',
          `${rounds} of ${forwards.length}`,
        ],
    back.length === 0
      ? null
      : [
          duration(percentile(back, 50)),
          'until online again after a fault, half of them at most',
          `longest ${duration(greatest(back))}`,
        ],
    memory === 0 ? null : [bytes(memory), 'of memory at most, in one client', ''],
    checks.length === 0
      ? null
      : [
          number(wrong),
          wrong === 1 ? 'violation' : 'violations',
          `by ${checks.filter(({ held }) => !held).length} of ${count(checks.length, 'check')}`,
        ],
  ];
  return html`<ul class="tiles">${tiles.map((tile) =>
    tile === null ? null : html`<li><b>${tile[0]}</b><span>${tile[1]}</span><small>${tile[2]}</small></li>`,
  )}</ul>`;
}

export function repeatIt({ result }: View): Markup {
  const { repeat, seed, world, machine, facts, startedAt, leftOut, scenario } = result;
  return html`<h2>How to repeat it</h2><pre>${repeat}</pre><p>The seed ${seed} decides everything drawn by lot. ${
    world === 'memory'
      ? 'In memory the same seed gives the same run, event by event.'
      : 'The same seed plans the same deeds and faults; processes and networks take their own time.'
  }</p>${
    leftOut.length === 0
      ? null
      : html`<p>The scenario asks for more than this world has. Left out:</p><ul>${leftOut.map((one) => html`<li>${clipped(one)}</li>`)}</ul>`
  }<dl><dt>Scenario</dt><dd>${clipped(scenario.name)} <code>${scenario.file}</code></dd><dt>World</dt><dd>${world}</dd><dt>Began</dt><dd>${startedAt}</dd><dt>Machine</dt><dd>${count(machine.cores, 'core')}, ${bytes(machine.memory)} of memory, Node ${machine.node}${facts.torVersion === null ? null : html`, tor ${facts.torVersion}`}</dd></dl>`;
}
