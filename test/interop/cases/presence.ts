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
  ...bothWays('profile: a name alone', async (from, to, { clears }) => {
    const before = to.profileOf(from).text;
    from.say('profile', 'Just_a_name', '-');
    await to.until('hear of the name', () => to.profileOf(from).name === 'Just_a_name');
    if (clears(from)) await to.until('hear of no text', () => to.profileOf(from).text === '');
    else expect(to.profileOf(from).text).toBe(before);
  }),
  ...bothWays('profile: nothing at all', async (from, to, { clears }) => {
    const before = to.profileOf(from);
    from.say('profile', '-', '-');
    if (clears(from)) await to.until('hear of no name', () => to.profileOf(from).name === '');
    // What is said on the same connection comes after it.
    from.text(to, 'I have no name');
    expect(await to.take(from, 1)).toEqual(['I have no name']);
    expect(to.profileOf(from)).toEqual(clears(from) ? { name: '', text: '' } : before);
  }),
];
