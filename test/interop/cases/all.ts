// Every case of the suite, in the order of one life.
import { expect } from 'vitest';
import { breaks } from './breaks.ts';
import { leftovers } from './leftovers.ts';
import type { Case } from './pair.ts';
import { pictures } from './pictures.ts';
import { firstContact, presence } from './presence.ts';
import { removal } from './removal.ts';
import { interruptions } from './interruptions.ts';
import { files } from './files.ts';
import { texts } from './texts.ts';

const nothingElse: Case = {
  name: 'nothing came twice, nothing that nobody sent, and no unfinished file is left',
  run: async (pair) => {
    const { ours, theirs } = pair;
    const left = (['chat', 'file_offer', 'file_recv_end'] as const).flatMap((kind) => [
      ...ours.untaken(kind, theirs),
      ...theirs.untaken(kind, ours),
    ]);
    expect(left).toEqual([]);
    expect(await leftovers(pair)).toEqual([]);
  },
};

export const CASES: readonly Case[] = [
  firstContact,
  ...texts,
  ...presence,
  ...pictures,
  ...files,
  ...interruptions,
  ...breaks,
  ...removal,
  nothingElse,
];
