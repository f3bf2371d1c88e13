// Every case of the suite, in the order of one life.
import { expect } from 'vitest';
import { breaks } from './breaks.ts';
import type { Case } from './pair.ts';
import { firstContact, presence } from './presence.ts';
import { removal } from './removal.ts';
import { interruptions } from './interruptions.ts';
import { files } from './files.ts';
import { texts } from './texts.ts';

const nothingElse: Case = {
  name: 'nothing came twice, and nothing that nobody sent',
  run: ({ ours, theirs }) => {
    const left = (['chat', 'file_offer', 'file_recv_end'] as const).flatMap((kind) => [
      ...ours.untaken(kind, theirs),
      ...theirs.untaken(kind, ours),
    ]);
    expect(left).toEqual([]);
    return Promise.resolve();
  },
};

export const CASES: readonly Case[] = [
  firstContact,
  ...texts,
  ...presence,
  ...files,
  ...interruptions,
  ...breaks,
  ...removal,
  nothingElse,
];
