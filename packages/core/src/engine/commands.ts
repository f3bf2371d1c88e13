// What the user asks for, checked against what there is.
import { LF, unescape } from '../wire/escape.ts';
import type { Core, Peer } from './state.ts';
import { wantDial } from './dialling.ts';
import { markRead } from './inbox.ts';
import type { Command, Reply } from './io/command.ts';
import { dropPeer } from './links.ts';
import { sendText } from './outbox.ts';
import { chooseSeal } from './seal/choose.ts';
import { sealPlain } from './seal/line.ts';
import { setStatus } from './presence.ts';
import { setAvatar, setProfile } from './profile.ts';
import { sendFile } from './transfer/send/offer.ts';
import { runFileCommand } from './transfer/commands.ts';
import { openTunnel } from './tunnel/open.ts';
import { dropForward, dropShare, putForward, putShare, setTunnelSettings } from './tunnel/shares.ts';
import { takeOver } from './twin/look.ts';
import { endReturning } from './voucher/return.ts';
import { add, block, edit, remove, setSettings, unblock } from './roster.ts';

const OK: Reply = { ok: true };

export function runCommand(core: Core, command: Command): Reply {
  switch (command.type) {
    case 'add':
      return add(core, command.id, command.name);
    case 'block':
      return block(core, command.id);
    case 'status':
      setStatus(core, command.status);
      return OK;
    case 'profile':
      setProfile(core, command.profile);
      return OK;
    case 'avatar':
      setAvatar(core, command.avatar);
      return OK;
    case 'settings':
      setSettings(core, command.settings);
      return OK;
    case 'take_over':
      return takeOver(core);
    case 'end_returning':
      endReturning(core);
      return OK;
    case 'send_file':
      return sendFile(core, core.peers.get(command.id), command);
    case 'accept_file':
    case 'refuse_file':
    case 'cancel_file':
    case 'pause_file':
    case 'resume_file':
    case 'forget_file':
      return runFileCommand(core, command);
    case 'share':
      return putShare(core, command.share);
    case 'unshare':
      return dropShare(core, command.name);
    case 'forward':
      return putForward(core, command.forward);
    case 'unforward':
      return dropForward(core, command.forward);
    case 'tunnel_settings':
      return setTunnelSettings(core, command.settings);
    case 'remove':
    case 'unblock':
    case 'rename':
    case 'note':
    case 'keep_history':
    case 'file_policy':
    case 'send':
    case 'read':
    case 'dial':
    case 'drop':
    case 'seal':
    case 'raw':
    case 'open_tunnel': {
      const peer = core.peers.get(command.id);
      if (peer?.contact == null)
        return { ok: false, code: 'unknown_contact', message: 'There is no such contact on your list.' };
      return runOnContact(core, peer, command);
    }
    default:
      return command satisfies never;
  }
}

type ContactCommand = Exclude<
  Command,
  {
    type:
      | 'add'
      | 'block'
      | 'status'
      | 'profile'
      | 'avatar'
      | 'settings'
      | 'end_returning'
      | 'take_over'
      | 'send_file'
      | 'accept_file'
      | 'refuse_file'
      | 'cancel_file'
      | 'pause_file'
      | 'resume_file'
      | 'forget_file'
      | 'share'
      | 'unshare'
      | 'forward'
      | 'unforward'
      | 'tunnel_settings';
  }
>;

function runOnContact(core: Core, peer: Peer, command: ContactCommand): Reply {
  switch (command.type) {
    case 'remove':
      return remove(core, peer);
    case 'unblock':
      return unblock(core, peer);
    case 'rename':
      return edit(core, peer, { name: command.name });
    case 'note':
      return edit(core, peer, { note: command.note });
    case 'keep_history':
      return edit(core, peer, { keepHistory: command.keep });
    case 'file_policy':
      return edit(core, peer, { files: command.policy });
    case 'send':
      return peer.contact?.relation === 'listed' ? sendText(core, peer, command.text) : notListed();
    case 'read':
      markRead(core, peer, command.upTo);
      return OK;
    case 'dial':
      if (peer.contact?.relation !== 'listed') return notListed();
      wantDial(core, peer, 'user');
      return OK;
    case 'drop':
      dropPeer(core, peer);
      return OK;
    case 'seal':
      return chooseSeal(core, peer, command.choice);
    case 'raw':
      return sendRaw(core, peer, command.line);
    case 'open_tunnel':
      return openTunnel(core, peer, command.service);
    default:
      return command satisfies never;
  }
}

function notListed(): Reply {
  return { ok: false, code: 'unknown_contact', message: 'Add this contact first: it is not on your list.' };
}

function ended(line: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(line.length + 1);
  bytes.set(line);
  bytes[line.length] = LF;
  return bytes;
}

function sendRaw(core: Core, peer: Peer, line: Uint8Array): Reply {
  if (peer.out === null) return { ok: false, code: 'bad_request', message: 'This contact is not connected.' };
  const { link, write } = peer.out;
  core.outputs.push({
    type: 'send',
    link,
    bytes: write === null ? ended(line) : sealPlain(write, unescape(line)),
  });
  return OK;
}
