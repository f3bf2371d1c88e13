// Every case of the suite, in the order of one life.
import { expect } from 'vitest';
import { breaks } from './breaks.ts';
import type { Case } from './pair.ts';
import { firstContact, presence } from './presence.ts';
import { removal } from './removal.ts';
import { texts } from './texts.ts';

const nothingElse: Case = {
  name: 'nothing came twice, and nothing that nobody sent',
  run: ({ ours, theirs }) => {
    expect([ours.unreadFrom(theirs), theirs.unreadFrom(ours)]).toEqual([[], []]);
    return Promise.resolve();
  },
};

export const CASES: readonly Case[] = [
  firstContact,
  ...texts,
  ...presence,
  ...breaks,
  ...removal,
  nothingElse,
];
