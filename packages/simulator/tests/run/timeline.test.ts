import { expect, test } from 'vitest';
import { castOf } from '../../src/scenario/cast.ts';
import { lotOf } from '../../src/scenario/lot.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { type Step, Timeline } from '../../src/run/timeline.ts';

/** Every step of a scenario of three friends: `time what who`. */
function lived(lines: string, seed = 1, people = 'friend: { count: 3 }'): string[] {
  const reading = readScenario(
    `name: x\nduration: 1h\npeople: { ${people} }\ncontacts: [{ shape: mesh }]\n${lines}`,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { scenario } = reading;
  const timeline = new Timeline(scenario, castOf(scenario, lotOf(seed, 'graph')), seed, 'memory');
  const steps: string[] = [];
  for (let at = timeline.next; at !== null; at = timeline.next) {
    const step = timeline.take();
    if (step !== null && step.type !== 'start') steps.push(`${at / 1000} ${told(step)}`);
  }
  return steps;
}

function chats(steps: readonly string[]): readonly string[] {
  return steps.filter((step) => step.includes('chat'));
}

function told(step: Exclude<Step, { type: 'start' }>): string {
  if (step.type === 'happening') return `${step.happening.does} ${step.who.name}`;
  return `${'what' in step.fault ? step.fault.what : step.fault.does} ${step.who.map(({ name }) => name).join('+')}`;
}

test('what happens once happens to each of them at that time', () => {
  expect(lived('happens: [{ does: chat, who: friend, at: 5s }]')).toEqual([
    '5 chat friend1',
    '5 chat friend2',
    '5 chat friend3',
  ]);
});

test('what happens again and again begins after its first while, or when it is told to, and ends in time', () => {
  expect(lived('happens: [{ does: chat, who: friend2, every: 20m }]')).toEqual([
    '1200 chat friend2',
    '2400 chat friend2',
    '3600 chat friend2',
  ]);
  expect(lived('happens: [{ does: chat, who: friend2, every: 20m, after: 1s, until: 30m }]')).toEqual([
    '1 chat friend2',
    '1201 chat friend2',
  ]);
});

test('a rate gives about so many, at other moments with another seed', () => {
  const steps = lived('happens: [{ does: chat, who: all, rate: 100/h }]');
  expect(steps.length).toBeGreaterThan(240);
  expect(steps.length).toBeLessThan(360);
  expect(lived('happens: [{ does: chat, who: all, rate: 100/h }]')).toEqual(steps);
  expect(lived('happens: [{ does: chat, who: all, rate: 100/h }]', 2)).not.toEqual(steps);
});

test('a fault strikes all together, or with a stagger each by himself', () => {
  expect(lived('breaks: [{ what: killed, who: friend, at: 5s }]')).toEqual([
    '5 killed friend1+friend2+friend3',
  ]);
  const apart = lived('breaks: [{ what: killed, who: friend, at: 5s, stagger: 10m }]');
  expect(apart).toHaveLength(3);
  expect(new Set(apart.map((step) => step.split(' ')[0])).size).toBe(3);
});

test('one by lot is another one now and then', () => {
  const struck = lived('breaks: [{ what: killed, who: any friend, every: 1m }]').map(
    (step) => step.split(' ')[2],
  );
  expect(struck).toHaveLength(60);
  expect(new Set(struck)).toEqual(new Set(['friend1', 'friend2', 'friend3']));
});

test('nobody means hostile ones by saying "all"', () => {
  const people = 'friend: { count: 2 }, mallory: { kind: hostile }';
  expect(lived('breaks: [{ what: killed, who: all, at: 1s }]', 1, people)).toEqual([
    '1 killed friend1+friend2',
  ]);
});

test('what belongs to other worlds does not happen', () => {
  expect(lived('happens: [{ does: chat, who: all, at: 1s, worlds: [tor] }]')).toEqual([]);
});

test('what one line draws by lot does not depend on the lines before it', () => {
  const chat = '{ does: chat, who: any, rate: 60/h }';
  const alone = lived(`happens: [{ does: status, status: away, who: friend1, at: 1s }, ${chat}]`);
  const beside = lived(`happens: [{ does: status, status: away, who: all, rate: 60/h }, ${chat}]`);
  expect(chats(beside)).toEqual(chats(alone));
});
