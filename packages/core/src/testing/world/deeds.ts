// What a driver does with the outputs of one input, deed by deed. A crash may come between any two of them.
import type { Output } from '../../engine/io/output.ts';
import type { Change } from '../../ports.ts';

type Effect = Exclude<Output, { type: 'save' }>;

export type Deed =
  /** The machine has it, the disk may not yet. */
  | { readonly type: 'write'; readonly changes: readonly Change[] }
  /** The disk has all that was written. */
  | { readonly type: 'sync' }
  | Effect;

/** Changes the deeds of one input: a planted bug of a driver. */
export type Discipline = (deeds: readonly Deed[]) => readonly Deed[];

/** As the driver has it: what is to be kept comes first, in one transaction. */
export function deedsOf(outputs: readonly Output[]): readonly Deed[] {
  if (isAllEffect(outputs)) return outputs;
  const changes: Change[] = [];
  const effects: Effect[] = [];
  for (const output of outputs)
    if (output.type === 'save') changes.push(output.change);
    else effects.push(output);
  return changes.length === 0 ? effects : [{ type: 'write', changes }, { type: 'sync' }, ...effects];
}

/** Most inputs have nothing to keep. */
function isAllEffect(outputs: readonly Output[]): outputs is readonly Effect[] {
  for (const { type } of outputs) if (type === 'save') return false;
  return true;
}

/** Between which two kinds of deeds there was a moment at all, and a crash. */
export class Gaps {
  readonly passed = new Map<string, number>();
  readonly struck = new Map<string, number>();
  /** A life in which there is such a moment. */
  readonly seeds = new Map<string, number>();
  #seed = 0;
  #target: string | null = null;

  /** `target`: whoever comes to such a moment first in this life dies there, too. */
  begin(seed: number, target: string | null): void {
    this.#seed = seed;
    this.#target = target;
  }

  /** Whether it is a moment to die in. */
  pass(before: Deed | null, after: Deed, doomed: boolean): boolean {
    const gap = `${nameOf(before)} | ${nameOf(after)}`;
    const dies = doomed || gap === this.#target;
    if (!this.passed.has(gap)) this.seeds.set(gap, this.#seed);
    this.passed.set(gap, (this.passed.get(gap) ?? 0) + 1);
    if (!dies) return false;
    if (gap === this.#target) this.#target = null;
    this.struck.set(gap, (this.struck.get(gap) ?? 0) + 1);
    return true;
  }
}

const BLANK = 0x20;

function nameOf(deed: Deed | null): string {
  if (deed === null) return 'begin';
  if (deed.type === 'event') return `event ${deed.event.type}`;
  if (deed.type !== 'send') return deed.type;
  let name = 'send ';
  for (const byte of deed.bytes) {
    if (byte === BLANK) break;
    name += String.fromCharCode(byte);
  }
  return name;
}
