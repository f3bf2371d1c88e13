// What a driver does with the outputs of one input, deed by deed. A crash may come between any two of them.
import type { Output } from '../../engine/io.ts';
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
  const changes: Change[] = [];
  const effects: Effect[] = [];
  for (const output of outputs)
    if (output.type === 'save') changes.push(output.change);
    else effects.push(output);
  return changes.length === 0 ? effects : [{ type: 'write', changes }, { type: 'sync' }, ...effects];
}

/** Between which two kinds of deeds there was a moment at all, and a crash. */
export class Gaps {
  readonly passed = new Map<string, number>();
  readonly struck = new Map<string, number>();

  pass(before: Deed | null, after: Deed, dies: boolean): void {
    const gap = `${nameOf(before)} | ${nameOf(after)}`;
    this.passed.set(gap, (this.passed.get(gap) ?? 0) + 1);
    if (dies) this.struck.set(gap, (this.struck.get(gap) ?? 0) + 1);
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
