// What stands in the window before there is anybody: whom to give what, and how to go on.
import { Text } from 'ink';
import type { ReactElement } from 'react';
import { wrap } from '../../terminal/wrap.ts';
import type { ChatState } from '../state.ts';

export function Welcome({ state, columns }: { state: ChatState; columns: number }): ReactElement | null {
  if (state.account === null || state.contacts.size > 0) return null;
  const lines = [
    'Nobody is on your list yet.',
    'Give this to others, it is your TorChat ID:',
    '',
    state.account.id,
    '',
    '/add ID adds somebody whose ID you have; /help lists the rest.',
  ];
  return <Text>{lines.flatMap((line) => wrap(line, Math.max(4, columns))).join('\n')}</Text>;
}
