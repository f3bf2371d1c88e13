// Faults of a world of real programs: what each does to processes, networks and disks, and how it ends.
import type { PeerProgram } from '../../peer/peer-program.ts';
import type { Fault } from '../../world/deed.ts';
import type { Ground, Home } from './home.ts';
import type { Resident } from './resident.ts';
import { startTwin, type Twin } from './twin.ts';

type Undo = () => Promise<unknown>;
type Tell = (
  who: number,
  event: { readonly type: 'error'; readonly what: string } | { readonly type: 'twin'; readonly on: boolean },
) => void;

export class LiveFaults {
  readonly #ground: Ground;
  readonly #residents: readonly Resident[];
  readonly #tell: Tell;
  readonly #twins = new Set<Twin>();
  readonly #undos = new Map<number, Undo[]>();

  constructor(ground: Ground, residents: readonly Resident[], tell: Tell) {
    this.#ground = ground;
    this.#residents = residents;
    this.#tell = tell;
  }

  async begin(fault: Fault): Promise<readonly string[]> {
    const undos: Undo[] = [];
    this.#undos.set(fault.number, undos);
    switch (fault.what) {
      case 'relay_killed':
      case 'authority_killed': {
        const kind = fault.what === 'relay_killed' ? 'relay' : 'authority';
        const hit = await this.#ground.strike(kind, fault.count);
        undos.push(() => this.#ground.revive(hit));
        return hit;
      }
      case 'link_cut':
        undos.push(await this.#ground.cut(fault.who, fault.from === 'everybody' ? null : fault.from));
        return [];
      case 'clock_jump':
        // The runner asks only for what a world carries.
        return [];
      case 'restart':
      case 'killed':
      case 'tor_killed':
      case 'disk_full':
      case 'suspended':
      case 'moved':
      case 'twin': {
        const { what } = fault;
        await Promise.all(
          fault.who.map(async ({ at }) => {
            const resident = this.#residents[at];
            if (resident !== undefined) undos.push(await this.#strike(what, resident));
          }),
        );
        return [];
      }
      default:
        return fault satisfies never;
    }
  }

  async end({ number }: Fault): Promise<void> {
    const undos = this.#undos.get(number) ?? [];
    this.#undos.delete(number);
    await Promise.all(undos.map((undo) => undo()));
  }

  /** Ends what outlives its world otherwise. */
  async close(): Promise<void> {
    for (const twin of this.#twins) await twin.end();
  }

  async #strike(
    what: 'restart' | 'killed' | 'tor_killed' | 'disk_full' | 'suspended' | 'moved' | 'twin',
    resident: Resident,
  ): Promise<Undo> {
    const { home, program } = resident;
    switch (what) {
      case 'restart':
        resident.quit();
        return () => resident.start();
      case 'killed':
        await resident.kill();
        return () => resident.start();
      case 'tor_killed':
        return this.#running(
          program,
          (one) => home.killTor(one),
          () => home.restoreTor(),
        );
      case 'suspended':
      case 'moved':
        return this.#running(
          program,
          (one) => home.freeze(one),
          (one) => {
            if (what === 'moved') home.uproot?.();
            return home.thaw(one);
          },
        );
      case 'disk_full':
        await home.fillDisk();
        return async () => {
          await home.emptyDisk();
          // A client that cannot save goes; whoever made room starts it again.
          await resident.startIfGone();
        };
      case 'twin': {
        const { at } = resident.person;
        const twin = await startTwin(resident, {
          noticed: (on) => this.#tell(at, { type: 'twin', on }),
          complained: (what) => this.#tell(at, { type: 'error', what }),
        });
        this.#twins.add(twin);
        return async () => {
          this.#twins.delete(twin);
          await twin.end();
        };
      }
      default:
        return what satisfies never;
    }
  }

  async #running(
    program: PeerProgram | null,
    begin: (program: PeerProgram) => Promise<void>,
    end: (program: PeerProgram) => ReturnType<Home['thaw']>,
  ): Promise<Undo> {
    if (program === null) return async () => undefined;
    await begin(program);
    return () => end(program);
  }
}
