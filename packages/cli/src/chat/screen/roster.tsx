// The contacts at the left: mark, name, unread count; the open one stands out.
import type { ApiContact } from '@torchat/gateway/api';
import { Box, Spacer, Text } from 'ink';
import type { ReactElement } from 'react';
import { displayName } from '../../client/contact.ts';
import type { Palette } from '../../terminal/palette.ts';
import { contactMark } from '../layout/marks.ts';
import type { Area } from '../layout/screen-layout.ts';
import { smallPicture } from '../layout/small-picture.ts';
import { cut, fit, width } from '../../terminal/wrap.ts';
import { inOrder, rosterWindow } from '../roster.ts';
import type { ChatState } from '../state.ts';
import { useColor } from './colors.ts';

interface Props extends Area {
  readonly state: ChatState;
  readonly palette: Palette | null;
}

export function Roster({ state, palette, columns, rows }: Props): ReactElement {
  const order = inOrder(state.contacts);
  const room = columns - 1;
  const full = order.length > rows;
  const { rows: shown, below, above } = rosterWindow(order, state.current, full ? rows - 1 : rows);
  const picture = pictureRows(state, palette, room, rows - Math.max(1, order.length) - 1);
  const empty = state.link === 'open' && order.length === 0;
  return (
    <Box width={columns} height={rows}>
      <Box flexDirection="column" width={room} height={rows}>
        {empty && <Text dimColor>{fit(' nobody yet', room)}</Text>}
        {shown.map((contact) => (
          <RosterRow key={contact.id} contact={contact} columns={room} open={contact.id === state.current} />
        ))}
        {full && (
          <Text dimColor>
            {fit(` ${above > 0 ? '↑' : ' '}${below > 0 ? '↓' : ' '} ${order.length} contacts`, room)}
          </Text>
        )}
        {picture.length > 0 && <Spacer />}
        {picture.map((row, at) => (
          <Text key={at}>{row}</Text>
        ))}
      </Box>
      <Text dimColor>{'│\n'.repeat(rows - 1) + '│'}</Text>
    </Box>
  );
}

/** The open contact's picture, in the rows that the list leaves free. */
function pictureRows(
  { current, contacts, pictures }: ChatState,
  palette: Palette | null,
  columns: number,
  free: number,
): readonly string[] {
  const name = current === null ? null : (contacts.get(current)?.avatar ?? null);
  const pixels = name === null ? null : (pictures.get(name) ?? null);
  return pixels === null ? [] : smallPicture(pixels, palette, columns, free);
}

function RosterRow({
  contact,
  columns,
  open,
}: {
  contact: ApiContact;
  columns: number;
  open: boolean;
}): ReactElement {
  const color = useColor();
  const mark = contactMark(contact);
  const count = contact.unread > 0 ? ` ${contact.unread > 999 ? '999+' : contact.unread}` : '';
  const name = fit(displayName(contact), columns - 3 - width(count));
  const faint = contact.presence === 'offline' && contact.unread === 0 && contact.relation === 'listed';
  return (
    <Text inverse={open}>
      <Text {...color(mark.color)}>{cut(` ${mark.sign} `, columns)}</Text>
      <Text bold={contact.unread > 0 || contact.relation === 'request'} dimColor={faint && !open}>
        {name}
      </Text>
      <Text bold {...color('yellow')}>
        {count}
      </Text>
    </Text>
  );
}
