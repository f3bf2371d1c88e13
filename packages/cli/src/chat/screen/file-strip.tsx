// Files on their way, one a row, whoever's conversation is open.
import { Box, Text } from 'ink';
import type { ReactElement } from 'react';
import { fileRows } from '../layout/file-rows.ts';
import type { Area } from '../layout/screen-layout.ts';
import type { ChatState } from '../state.ts';

export function FileStrip({ state, columns, rows }: Area & { readonly state: ChatState }): ReactElement {
  return (
    <Box flexDirection="column" height={rows}>
      {fileRows([...state.files.values()], state.contacts, { columns, rows }).map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Text key={at} wrap="truncate">
          {row}
        </Text>
      ))}
    </Box>
  );
}
