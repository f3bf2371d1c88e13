// What an older copy of a store must forget before its account goes on: the numbers it would give a second time.
import type { TorchatId } from '../identity/id.ts';
import type { Numbering } from '../model.ts';

interface Waiting {
  readonly contact: TorchatId;
  readonly seq: number | null;
  readonly epoch?: string | undefined;
}

export interface Renumbered {
  readonly numbering: readonly Numbering[];
  /** The epoch that a text out of the copy carries from now on; undefined for one that does not wait. */
  epochOf(text: Waiting): string | undefined;
}

/**
 * The copy's own texts may have gone on since, so new ones begin a new epoch: in the old one the other side would take
 * them for texts it has. Texts that wait keep epoch and number, so that one that had arrived is known there. What we
 * have of others stays as it is: they send the rest again.
 */
export function renumbered(numbering: readonly Numbering[]): Renumbered {
  const epochs = new Map(numbering.map(({ contact, outEpoch }) => [contact, outEpoch]));
  return {
    numbering: numbering.map((one) => ({ ...one, outEpoch: '', nextSeq: 1 })),
    epochOf: ({ contact, seq, epoch }) => (seq === null ? undefined : (epoch ?? epochs.get(contact) ?? '')),
  };
}
