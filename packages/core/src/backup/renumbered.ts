// What an older copy of a store must forget before its account goes on: the numbers it would give a second time.
import type { Numbering, OpenText } from '../model.ts';
import type { Snapshot } from '../ports.ts';

/**
 * The copy's own texts may have gone on since, so new ones begin a new epoch: in the old one the other side would take
 * them for texts it has. Texts that wait keep epoch and number, so that one that had arrived is known there. What we
 * have of others stays as it is: they send the rest again.
 */
export function renumbered(snapshot: Pick<Snapshot, 'numbering' | 'outbox'>): {
  readonly numbering: Numbering[];
  readonly outbox: OpenText[];
} {
  const epochs = new Map(snapshot.numbering.map(({ contact, outEpoch }) => [contact, outEpoch]));
  return {
    numbering: snapshot.numbering.map((numbering) => ({ ...numbering, outEpoch: '', nextSeq: 1 })),
    outbox: snapshot.outbox.map((open) => ({
      ...open,
      epoch: open.epoch ?? epochs.get(open.message.contact) ?? '',
    })),
  };
}
