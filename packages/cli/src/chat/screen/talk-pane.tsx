// The open conversation: the newest texts at the bottom, or further up where one scrolled.
import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { displayName } from '../../client/contact.ts';
import { nameColor } from '../layout/names.ts';
import { type Row, rowsAfter, type RowsWish, visibleRows } from '../layout/rows.ts';
import type { Area } from '../layout/screen-layout.ts';
import { cut } from '../../terminal/wrap.ts';
import { type ChatState, currentTalk } from '../state.ts';
import { useColor } from './colors.ts';
import { TalkHead } from './talk-head.tsx';
import { Welcome } from './welcome.tsx';

/** One row at the top says whose conversation it is. */
const HEAD = 1;

export function talkWish(state: ChatState, { columns, rows }: Area): RowsWish {
  const contact = state.current === null ? undefined : state.contacts.get(state.current);
  const wish = {
    entries: currentTalk(state).entries,
    columns: columns - 1,
    rows: Math.max(1, rows - HEAD),
    scroll: 0,
    name: contact ? displayName(contact) : '',
  };
  if (state.scroll === 0) return wish;
  return { ...wish, scroll: state.scroll + rowsAfter(wish, state.anchor) };
}

export function TalkPane({ state, columns, rows }: Area & { readonly state: ChatState }): ReactElement {
  const wish = talkWish(state, { columns, rows });
  const view = visibleRows(wish);
  const shown = rows > HEAD ? view.rows : view.rows.slice(-1);
  return (
    <Box flexDirection="column" width={columns} height={rows} paddingLeft={1}>
      {rows > HEAD && <TalkHead state={state} scroll={wish.scroll} columns={columns - 1} />}
      <Box flexDirection="column" justifyContent="flex-end" flexGrow={1} overflow="hidden">
        {wish.entries.length === 0 && state.current === null && (
          <Welcome state={state} columns={columns - 1} />
        )}
        {shown.map((row) => (
          <TalkRow key={row.key} row={row} columns={columns - 1} contact={state.current ?? ''} />
        ))}
      </Box>
    </Box>
  );
}

function TalkRow({ row, columns, contact }: { row: Row; columns: number; contact: string }): ReactElement {
  const color = useColor();
  const lead = ' '.repeat(row.indent);
  if (row.tone === 'picture') return <Text wrap="truncate">{lead + row.text}</Text>;
  if (row.tone !== 'text') {
    return (
      <Text wrap="truncate" {...(row.tone === 'error' ? color('red') : { dimColor: true })}>
        {lead + row.text || ' '}
      </Text>
    );
  }
  return (
    <Text wrap="truncate">
      {row.time !== '' && <Text dimColor>{`${row.time} `}</Text>}
      {row.mark && <Text {...color(row.mark.color)}>{`${row.mark.sign} `}</Text>}
      {row.name && (
        <Text bold {...color(row.name.own ? 'green' : nameColor(contact))}>
          {`${row.name.text}: `}
        </Text>
      )}
      {lead + cut(row.text, columns) || ' '}
    </Text>
  );
}
