// What a scenario says of people it does not have, and other things that no single field shows.
import { namesIn } from './names.ts';
import type { Path } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { namedBy } from './who.ts';

export interface Crossed {
  readonly path: Path;
  readonly what: string;
}

export function crossCheck(scenario: Scenario): Crossed[] {
  const found: Crossed[] = [];
  const { groups, persons } = namesIn(scenario.people);
  const twice = [...persons].filter((name) => groups.has(name) && scenario.people[name]?.count !== 1);
  for (const name of twice)
    found.push({
      path: ['people', name],
      what: `"${name}" is the name of a group and of somebody in another`,
    });

  const known = (path: Path, selectors: readonly string[] | undefined): void => {
    for (const selector of selectors ?? []) {
      const name = namedBy(selector);
      if (name !== null && !groups.has(name) && !persons.has(name))
        found.push({ path, what: `there is nobody called "${name}" among the people` });
    }
  };

  for (const [at, shape] of scenario.contacts.entries()) {
    if (shape.shape === 'pairs') {
      for (const [place, [one, other]] of shape.pairs.entries()) {
        known(['contacts', at, 'pairs', place], [one, other]);
        if (one === other)
          found.push({ path: ['contacts', at, 'pairs', place], what: 'nobody is a contact of himself' });
      }
      continue;
    }
    known(['contacts', at, 'of'], shape.of);
    if (shape.shape === 'star') known(['contacts', at, 'centre'], [shape.centre]);
  }
  for (const [at, happening] of scenario.happens.entries()) {
    known(['happens', at, 'who'], happening.who);
    if ('to' in happening) known(['happens', at, 'to'], happening.to);
  }
  for (const [at, fault] of scenario.breaks.entries()) {
    if ('who' in fault) known(['breaks', at, 'who'], fault.who);
    if (fault.what === 'link_cut') known(['breaks', at, 'from'], fault.from);
  }
  return found;
}
