// Opens the chat screen on the terminal's second screen, and leaves the terminal as it was, however it ends.
import type { AccountApi } from '@torchat/gateway/api';
import { render } from 'ink';
import { wantsColor } from '../../terminal/color.ts';
import { paletteOf } from '../../terminal/palette.ts';
import type { Session } from '../../terminal/terminal.ts';
import { createController } from '../controller.ts';
import { ChatScreen } from './chat-screen.tsx';

/** Frames a second, at most. */
const MAX_FPS = 30;

/** Resolves when the person leaves or the session's signal aborts. */
export async function openScreen(session: Session, api: AccountApi, first: string | null): Promise<void> {
  const left = new AbortController();
  const signal = AbortSignal.any([session.signal, left.signal]);
  const palette = paletteOf(session);
  const controller = createController({ api, signal, first, palette, quit: () => left.abort() });
  const { stdin, stdout } = session.terminal;
  const screen = render(
    <ChatScreen
      controller={controller}
      color={wantsColor(session)}
      palette={palette}
      quit={() => left.abort()}
    />,
    {
      stdin,
      stdout,
      exitOnCtrlC: false,
      alternateScreen: true,
      incrementalRendering: true,
      interactive: true,
      maxFps: MAX_FPS,
    },
  );
  signal.addEventListener('abort', () => screen.unmount());
  try {
    await Promise.all([screen.waitUntilExit(), controller.run()]);
  } finally {
    left.abort();
    screen.cleanup();
  }
}
