import { expect, test } from 'vitest';
import { modernScene, said } from './modern.ts';
import { BLOCK, block, isOffered, paper, type Scene } from './paper.ts';

function policy(
  on: Scene,
  consent: 'ask' | 'always' | 'never',
  upTo = 0,
  folder: string | null = null,
): void {
  on.stage.do({ type: 'file_policy', id: on.friend.id, policy: { consent, upTo, folder } });
}

test('nobody is trusted with files before our user says so', () => {
  const on = modernScene();
  expect(on.stage.engine.contact(on.friend.id)?.files).toEqual({ consent: 'ask', upTo: 0, folder: null });
});

test('up to the size our user gave, files are taken unasked; larger ones ask', () => {
  const on = modernScene();
  policy(on, 'always', BLOCK);
  isOffered(on, BLOCK, '7');
  expect(on.stage.of('file_offer')).toEqual([]);
  expect(said(on)).toEqual(['filedata_error 7 0']);
  isOffered(on, BLOCK + 1, '8');
  expect(on.stage.of('file_offer')).toMatchObject([{ file: { size: BLOCK + 1 } }]);
  expect(said(on)).toEqual([]);
});

test('who may never send is refused unasked, and nothing of it is kept', () => {
  const on = modernScene();
  policy(on, 'never');
  for (let at = 0; at < 100; at++) {
    isOffered(on, BLOCK, `${at}`);
    on.friend.say(block(`${at}`, paper(BLOCK), 0));
  }
  expect(on.stage.of('file_offer')).toEqual([]);
  expect(on.stage.fileOutputs).toEqual([]);
  expect(on.stage.engine.files()).toEqual([]);
  expect(on.stage.store.load().files).toEqual([]);
  expect(said(on)[0]).toBe('file_stop_sending 0');
});

test('a file goes where its contact’s files went when it was taken, also after a new start', () => {
  const on = modernScene();
  policy(on, 'always', BLOCK, '/media/bob');
  isOffered(on, BLOCK);
  policy(on, 'ask');
  on.stage.restart();
  on.stage.online();
  const created = on.stage.fileOutputs.filter((output) => output.type === 'file_create');
  expect(created.map(({ folder }) => folder)).toEqual(['/media/bob', '/media/bob']);
});

test('what our user said of a contact’s files is there after a new start', () => {
  const on = modernScene();
  policy(on, 'always', 5, '/x');
  on.stage.restart();
  expect(on.stage.engine.contact(on.friend.id)?.files).toEqual({ consent: 'always', upTo: 5, folder: '/x' });
});
