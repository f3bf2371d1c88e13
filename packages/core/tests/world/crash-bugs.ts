// Bugs of delivery that only a crash at the wrong moment shows, in a driver or in an engine.
import type { Input } from '../../src/engine/io/input.ts';
import type { Output } from '../../src/engine/io/output.ts';
import type { CrashesOptions, Deed } from '../../src/testing/index.ts';

type Planted = Pick<CrashesOptions, 'plant' | 'discipline'>;

export const CRASH_BUGS: Readonly<Record<string, () => Planted>> = {
  'what is to be kept is written after everything else': () => ({
    discipline: (deeds) => [...deeds.filter((deed) => !isKeeping(deed)), ...deeds.filter(isKeeping)],
  }),
  'the disk is not waited for': () => ({
    discipline: (deeds) => deeds.filter(({ type }) => type !== 'sync'),
  }),
  'receipts leave before what they confirm is kept': () => ({
    discipline: (deeds) => [...deeds.filter(isReceipt), ...deeds.filter((deed) => !isReceipt(deed))],
  }),
  'a text is kept without its number': () => changed((output) => !isNumbering(output)),
  'after a restart numbers are given again in the old epoch': () => restartsNumbers(),
  'a text and the number of it are not kept together': () => ({
    discipline: (deeds) =>
      deeds.flatMap((deed): Deed[] =>
        deed.type === 'write'
          ? deed.changes.flatMap((change): Deed[] => [{ type: 'write', changes: [change] }, { type: 'sync' }])
          : [deed],
      ),
  }),
  'of what came at once the receipt is forgotten': () => forgetsReceiptOfMany(),
  'what was not confirmed is not sent again': () => sendsOnce(),
};

/** Lets only these outputs through. */
function changed(keep: (output: Output) => boolean): Planted {
  return {
    plant: (engine) => ({ ...engine, handle: (input, now) => engine.handle(input, now).filter(keep) }),
  };
}

function restartsNumbers(): Planted {
  return {
    plant: (engine) => ({
      ...engine,
      handle: (input, now) =>
        engine.handle(input, now).map((output): Output => {
          if (!isNumbering(output)) return output;
          const { numbering } = output.change;
          return { type: 'save', change: { type: 'numbering', numbering: { ...numbering, nextSeq: 1 } } };
        }),
    }),
  };
}

function forgetsReceiptOfMany(): Planted {
  return {
    plant: (engine) => {
      let lines = 0;
      return {
        ...engine,
        handle(input: Input, now) {
          const outputs = engine.handle(input, now);
          const many = lines > 1;
          lines = input.type === 'line' ? lines + 1 : 0;
          return input.type === 'lines_done' && many
            ? outputs.filter((output) => !isReceipt(output))
            : outputs;
        },
      };
    },
  };
}

function sendsOnce(): Planted {
  return {
    plant: (engine) => {
      const sent = new Set<string>();
      return {
        ...engine,
        handle: (input, now) =>
          engine.handle(input, now).filter((output) => {
            const line = lineOf(output);
            if (!line.startsWith('delivery_message ')) return true;
            const first = !sent.has(line);
            sent.add(line);
            return first;
          }),
      };
    },
  };
}

function isKeeping({ type }: Deed): boolean {
  return type === 'write' || type === 'sync';
}

function isReceipt(output: Deed | Output): boolean {
  return lineOf(output).startsWith('delivery_ok ');
}

function isNumbering(
  output: Output,
): output is Extract<Output, { type: 'save' }> & { change: { type: 'numbering' } } {
  return output.type === 'save' && output.change.type === 'numbering';
}

function lineOf(output: Deed | Output): string {
  return output.type === 'send' ? new TextDecoder().decode(output.bytes) : '';
}
