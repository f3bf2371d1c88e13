// How clients behave towards each other: no honest one accuses another, and one account runs on one machine.
import type { CheckRecord, Violation } from '../record/result.ts';
import { isOurs, type Judged, nameOf } from './run-so-far.ts';
import { verdict } from './verdict.ts';

export function judgeViolations(run: Judged): CheckRecord {
  const said = run.incidents.filter(({ kind }) => kind === 'violation');
  // An accusation without a name may be of a hostile one, where there is any.
  const strangers = run.people.some(({ kind }) => kind === 'hostile');
  const among = said.filter(({ other }) => (other === null ? !strangers : isOurs(run, other)));
  return verdict(
    'violations',
    'no client of ours accuses another',
    `${among.length} of ${said.length} accusations were of clients of ours`,
    among.map(({ at, who, other, what }) => ({
      at,
      who,
      what: `${nameOf(run, who)} says of ${other === null ? 'somebody' : nameOf(run, other)}: ${what}`,
    })),
  );
}

export function judgeTwins(run: Judged): CheckRecord {
  const twins = run.faults.filter(({ what }) => what === 'twin');
  const violations: Violation[] = [];
  for (const { who, began, ended } of twins)
    for (const one of who) {
      const told = run.incidents.some(
        (incident) =>
          incident.kind === 'twin' &&
          incident.who === one &&
          incident.at >= began &&
          incident.at <= (ended ?? run.length),
      );
      if (!told)
        violations.push({
          at: began,
          who: one,
          what: `neither machine of ${nameOf(run, one)} noticed the other`,
        });
    }
  return verdict(
    'twins',
    'one machine of an account runs',
    `${twins.length - violations.length} of ${twins.length} noticed`,
    violations,
  );
}
