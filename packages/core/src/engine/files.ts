// Files, as a client answers that takes and sends none (protocol.md, section 8).
import type { WireMessage } from '../messages/index.ts';
import type { Core, Peer } from './state.ts';
import { answer } from './core.ts';

type FileCommand = Extract<WireMessage['command'], `file${string}`>;
export type FileMessage = Extract<WireMessage, { command: FileCommand }>;

export function onFile(core: Core, peer: Peer, message: FileMessage): void {
  switch (message.command) {
    case 'filename':
    case 'filedata':
      return answer(core, peer, { command: 'file_stop_sending', id: message.id });
    case 'filedata_ok':
    case 'filedata_error':
      return answer(core, peer, { command: 'file_stop_receiving', id: message.id });
    case 'file_stop_sending':
    case 'file_stop_receiving':
      return;
    default:
      return message satisfies never;
  }
}
