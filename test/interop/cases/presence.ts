// Who is there, and what they tell of themselves.
import { expect } from 'vitest';
import { bothOnline, bothWays, type Case } from './pair.ts';

export const firstContact: Case = {
  name: 'first contact: both are online and list each other',
  run: async (pair) => {
    const { adds, added } = pair;
    adds.say('add', added.id);
    await bothOnline(pair);
    expect([adds.lists(added), added.lists(adds)]).toEqual([true, true]);
  },
};

export const presence: readonly Case[] = [
  ...bothWays('status: away, xa and available', async (from, to) => {
    for (const status of ['away', 'xa', 'available']) {
      from.say('status', status);
      await to.sees(from, status);
    }
  }),
  ...bothWays('profile: name and text', async (from, to) => {
    const profile = { name: `I am ${from.name} Ünï🧅`, text: 'first line\nback\\slash \\n 2nd' };
    from.say('profile', JSON.stringify(profile.name), JSON.stringify(profile.text));
    await to.until('hear of the profile', () => to.profileOf(from).text !== '');
    expect(to.profileOf(from)).toEqual(profile);
  }),
];
