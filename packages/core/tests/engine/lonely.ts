// Contacts that never answer, and the time that passes while they do not.
import { idOf, Stage } from './stage.ts';

/** A stage with so many contacts, none of which ever answers. */
export function lonely(contacts: number): Stage {
  const stage = new Stage();
  for (let number = 1; number <= contacts; number++) stage.do({ type: 'add', id: idOf(number) });
  stage.restart();
  return stage;
}

/** Lets time pass in which every dial fails after so long. Returns the greatest number under way at once. */
export function failing(stage: Stage, milliseconds: number, after = 1000): number {
  let most = 0;
  let answered = 0;
  for (const end = stage.now + milliseconds; stage.now < end; ) {
    most = Math.max(most, stage.core.dials.size);
    const under = stage.dials.length;
    stage.pass(1000);
    for (; answered < under; answered++) {
      const dialled = stage.dials[answered];
      if (dialled !== undefined && dialled.at > stage.time - after) break;
      if (dialled !== undefined) stage.put({ type: 'dial_failed', link: dialled.link, reason: 'failed' });
    }
  }
  return most;
}
