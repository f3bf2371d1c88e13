// The contacts at the left: mark, name, unread count; the open one stands out.
import type { ApiContact } from '@torchat/gateway/api';
import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { displayName } from '../../client/contact.ts';
import { contactMark } from '../layout/marks.ts';
import type { Area } from '../layout/screen-layout.ts';
import { cut, fit, width } from '../layout/wrap.ts';
import { inOrder, rosterWindow } from '../roster.ts';
import type { ChatState } from '../state.ts';
import { useColor } from './colors.ts';

export function Roster({ state, columns, rows }: Area & { readonly state: ChatState }): ReactElement {
  const order = inOrder(state.contacts);
  const room = columns - 1;
  const full = order.length > rows;
  const { rows: shown, below, above } = rosterWindow(order, state.current, full ? rows - 1 : rows);
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
      </Box>
      <Text dimColor>{'│\n'.repeat(rows - 1) + '│'}</Text>
    </Box>
  );
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
