// What a tor in memory notices of its host: that nothing comes any more, that it does again, and that it slept.
import type { Resident, Run } from '@torchat/core/testing';
import type { Town } from './town.ts';

/** Without a sign of its network tor says so after a while: NETWORK_LIVENESS DOWN. Milliseconds, from and to. */
const SILENCE = [60_000, 180_000] as const;
/** From this jump of the clock on tor holds its circuits for dead (circuit_note_clock_jumped, NUM_JUMPED_SECONDS_BEFORE_WARN). */
const JUMP = 100_000;

export class TorNotices {
  readonly #town: Town;
  /** Who hears nothing, since when, and whether tor has said so. */
  readonly #silent = new Map<Resident, { readonly run: Run; readonly since: number; down: boolean }>();

  constructor(town: Town) {
    this.#town = town;
  }

  silence(resident: Resident): void {
    const { agenda, random } = this.#town;
    const { run } = resident;
    if (run === null) return;
    const silence = { run, since: agenda.now, down: false };
    this.#silent.set(resident, silence);
    agenda.after(random.between(...SILENCE), () => {
      if (this.#silent.get(resident) !== silence) return;
      silence.down = true;
      run.put({ type: 'network', up: false });
    });
  }

  /** `slept`: tor itself stood still meanwhile. */
  sound(resident: Resident, slept: boolean): void {
    const { agenda, random } = this.#town;
    const silence = this.#silent.get(resident);
    this.#silent.delete(resident);
    if (silence === undefined) return;
    const { run, since, down } = silence;
    if (down) run.findTor(random.between(500, 5000));
    if (!slept || agenda.now - since < JUMP) return;
    for (const pipe of run.pipes) agenda.after(random.between(50, 3000), () => pipe.giveUp(run));
  }
}
