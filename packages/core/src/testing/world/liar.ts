// A stranger in the world: connects to everybody, claims to be others, guesses cookies, says texts in their name.
import { encodeLine } from '../../messages/index.ts';
import type { TorchatId } from '../../identity/id.ts';
import type { Holder } from './pipe.ts';
import type { World } from './world.ts';

/** What the liar's texts look like: nobody may ever store one. */
export const LIE = 'a lie';

/** One visit to a random client that is up, in the name of another. */
export function visit(world: World): void {
  const { random, agenda, residents } = world;
  const victim = random.pick(residents).run;
  const claimed = random.pick(residents).id;
  if (victim === null || !victim.reachable) return;
  const heard: Uint8Array[] = [];
  const holder: Holder = { lines: (_, lines) => heard.push(...lines), closed: () => undefined };
  const pipe = world.connect(holder, 0, victim);
  const say = (delay: number, lines: readonly Uint8Array[]) =>
    agenda.after(delay, () => pipe.send(holder, lines));
  const cookie = new TextEncoder().encode('1234567890');
  say(0, [encodeLine({ command: 'ping', id: claimed, cookie })]);
  say(random.between(100, 5000), [
    encodeLine({ command: 'pong', cookie }),
    encodeLine({ command: 'status', status: 'xa' }),
    encodeLine({ command: 'add_me' }),
  ]);
  if (random.chance(0.5)) say(random.between(5001, 9000), [lie(claimed)]);
  else agenda.after(random.between(5001, 60_000), () => pipe.close(holder));
}

function lie(_claimed: TorchatId): Uint8Array {
  return encodeLine({ command: 'delivery_message', epoch: 'e', seq: 1, text: LIE });
}
