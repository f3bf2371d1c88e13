// The whole chat screen: contacts at the left, the conversation at the right, the input below, the state of things at the foot.
import { Box, Text, useInput, usePaste, useWindowSize } from 'ink';
import { useReducer, useSyncExternalStore, type ReactElement } from 'react';
import type { Palette } from '../../terminal/palette.ts';
import type { Controller } from '../controller.ts';
import { LONGEST_INPUT, edited, EMPTY_EDITOR, entered, withText, type Editor } from '../editor/editor.ts';
import { intentOf, pasted, type Intent } from '../editor/keys.ts';
import { screenLayout, type ScreenLayout } from '../layout/screen-layout.ts';
import { currentTalk } from '../state.ts';
import { FileStrip } from './file-strip.tsx';
import { InputLine } from './input-line.tsx';
import { Roster } from './roster.tsx';
import { StatusLine } from './status-line.tsx';
import { TalkPane, talkWish } from './talk-pane.tsx';
import { rowsAbove } from '../layout/rows.ts';
import { Colors } from './colors.ts';

const TOO_LONG = `This is longer than the input holds (${LONGEST_INPUT} characters): \`torchat send CONTACT - < FILE\` takes up to 512 KiB.`;

interface Props {
  readonly controller: Controller;
  readonly color: boolean;
  readonly palette: Palette | null;
  readonly quit: () => void;
}

export function ChatScreen({ controller, color, palette, quit }: Props): ReactElement {
  const state = useSyncExternalStore(controller.subscribe, () => controller.state);
  const { columns, rows } = useWindowSize();
  const [drafts, type] = useReducer(reduceDrafts, { own: EMPTY_EDITOR, texts: {} });
  const layout = screenLayout(columns, rows, { ...drafts.own, files: state.files.size });

  const act = (intent: Intent): void => {
    switch (intent.type) {
      case 'edit':
        if (intent.edit.type === 'insert' && drafts.own.text.length + intent.edit.text.length > LONGEST_INPUT)
          return controller.say(TOO_LONG, 'error');
        return type({ type: 'edit', edit: intent.edit });
      case 'enter': {
        const text = edited(drafts.own, { type: 'insert', text: intent.text }).text;
        type({ type: 'entered', text: intent.text });
        void controller.submit(text);
        return;
      }
      case 'switch': {
        const before = controller.state.current;
        controller.dispatch({ type: 'switch', step: intent.step });
        return type({ type: 'switched', from: before ?? '', to: controller.state.current ?? '' });
      }
      case 'scroll':
        return scroll(controller, layout, intent.pages);
      case 'bottom':
        return controller.dispatch({ type: 'bottom' });
      case 'quit':
        return quit();
      case 'end_of_input':
        return drafts.own.text === '' ? quit() : type({ type: 'edit', edit: { type: 'erase_next' } });
      case 'redraw':
        return;
      default:
        return intent satisfies never;
    }
  };
  useInput((input, key) => {
    const intent = intentOf(input, key);
    if (intent) act(intent);
  });
  usePaste((text) => act(pasted(text)));

  return (
    <Colors value={color}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        <Box height={layout.talk.rows}>
          {layout.roster && <Roster state={state} palette={palette} {...layout.roster} />}
          <TalkPane state={state} {...layout.talk} />
        </Box>
        {layout.files && <FileStrip state={state} {...layout.files} />}
        {layout.rule && <Text dimColor>{'─'.repeat(columns)}</Text>}
        <InputLine view={layout.input} y={layout.inputTop} state={state} />
        <StatusLine state={state} columns={columns} />
      </Box>
    </Colors>
  );
}

function scroll(controller: Controller, layout: ScreenLayout, pages: 1 | -1): void {
  const { state } = controller;
  const step = Math.max(1, layout.talk.rows - 2);
  const wish = talkWish(state, layout.talk);
  if (pages < 0) {
    controller.dispatch({ type: 'scroll', rows: wish.scroll - step });
    return;
  }
  const above = rowsAbove(wish, 2 * step);
  controller.dispatch({ type: 'scroll', rows: wish.scroll + Math.min(step, above) });
  // A window early, so that nobody has to wait for it.
  if (above < 2 * step && currentTalk(state).loaded === 'newest') controller.loadOlder();
}

/** The input, and for each contact what was typed and not sent. */
interface Drafts {
  readonly own: Editor;
  readonly texts: Readonly<Record<string, string>>;
}
type DraftAction =
  | Extract<Intent, { type: 'edit' }>
  | { readonly type: 'entered'; readonly text: string }
  | { readonly type: 'switched'; readonly from: string; readonly to: string };

function reduceDrafts(drafts: Drafts, action: DraftAction): Drafts {
  switch (action.type) {
    case 'edit':
      return { ...drafts, own: edited(drafts.own, action.edit) };
    case 'entered':
      return { ...drafts, own: entered(edited(drafts.own, { type: 'insert', text: action.text })) };
    case 'switched': {
      if (action.from === action.to) return drafts;
      const texts = { ...drafts.texts, [action.from]: drafts.own.text };
      return { texts, own: withText(drafts.own, texts[action.to] ?? '') };
    }
    default:
      return action satisfies never;
  }
}
