// The input: one or more rows, with the terminal's own cursor in it (input methods need it there).
import { Box, Text, useCursor } from 'ink';
import type { ReactElement } from 'react';
import type { InputView } from '../layout/input-rows.ts';
import type { ChatState } from '../state.ts';

const PROMPT = '> ';

export function InputLine({ view, y }: { view: InputView; y: number; state: ChatState }): ReactElement {
  const { setCursorPosition } = useCursor();
  setCursorPosition({ x: PROMPT.length + view.x, y: y + view.y });
  return (
    <Box flexDirection="column">
      {view.rows.map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Text key={at} wrap="truncate">
          {(at === 0 ? PROMPT : '  ') + row}
        </Text>
      ))}
    </Box>
  );
}
