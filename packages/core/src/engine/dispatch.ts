// Which line means what on which connection: proven, unproven, or our own.
import type { WireMessage } from '../messages/index.ts';
import { type Decoded, decodeLine, decodePlain, viaOf } from '../messages/index.ts';
import type { Channel } from './seal/channel.ts';
import type { Core, InLink, Link, Peer } from './state.ts';
import { answer, violation } from './core.ts';
import { onClient, onPing, onPong, onVersion } from './handshake.ts';
import { onDeliveryMessage, onMessage } from './inbox.ts';
import { onLatencyPing, onLatencyPong } from './latency.ts';
import { closeLink } from './links.ts';
import { onToken } from './old-outbox.ts';
import { onDeliveryOk } from './outbox.ts';
import { onStatus } from './presence.ts';
import { onAvatar, onAvatarAlpha, onProfileName, onProfileText } from './profile.ts';
import { onAddMe, onRemoveMe } from './roster.ts';
import { onSealHello, onSealProof, onSupports } from './seal/handshake.ts';
import { hold, isMute } from './seal/pin.ts';
import { onTunnelOpen } from './tunnel/arrivals.ts';
import { onTunnelKey, onTunnelServices } from './tunnel/offers.ts';
import { type FileMessage, onFile } from './transfer/on-file.ts';
import { onTwinHello, onTwinYield } from './twin/answer.ts';
import { onVoucherIssue } from './voucher/hold.ts';
import { onVoucherPresent } from './voucher/return.ts';

/** What may come before the pong: these are heard or ignored, all else closes (protocol.md, section 3). */
const HARMLESS_UNPROVEN: ReadonlySet<WireMessage['command']> = new Set<WireMessage['command']>([
  'client',
  'version',
  'profile_name',
  'profile_text',
  'profile_avatar_alpha',
  'profile_avatar',
  'add_me',
  'status',
  'supports',
  'seal_hello',
  'not_implemented',
]);

const OF_THE_SEAL: ReadonlySet<WireMessage['command']> = new Set<WireMessage['command']>([
  'seal_hello',
  'seal_proof',
  'sealed',
]);

const INTRODUCTION: ReadonlySet<WireMessage['command']> = new Set<WireMessage['command']>([
  'ping',
  'client',
  'version',
  'supports',
  'seal_hello',
  'seal_proof',
]);

export function onLine(core: Core, link: Link, line: Uint8Array): void {
  const decoded = decodeLine(line);
  if (link.read !== null) return onSealedLine(core, link, link.read, decoded);
  if (link.side === 'in' && decoded.ok && decoded.message.command === 'sealed')
    return onStraySeal(core, link);
  if (link.peer !== null && isMute(link.peer)) return onMute(core, link, link.peer, decoded);
  onPlain(core, link, decoded);
}

/** A line as it means something, be it that it came so or that it was under the seal. */
function onPlain(core: Core, link: Link, decoded: Decoded): void {
  if (link.side === 'out') {
    // On our own connection only file lines mean something. Tor vouches for the far end, so they need no pong:
    // the other side may have ours already and begin, while its own is still on the way (0.9.9.553: the same).
    const { peer } = link;
    if (decoded.ok && viaOf(decoded.message.command) === 'either') onProven(core, peer, decoded.message);
    else if (!decoded.ok && decoded.fault === 'malformed' && /^(?:file|folder_)/u.test(decoded.command))
      violation(core, peer, `its ${decoded.command} makes no sense`);
    return;
  }
  if (link.peer === null) return onUnproven(core, link, decoded);
  if (decoded.ok) return onArrived(core, link, link.peer, decoded.message);
  if (decoded.fault === 'unknown')
    return void answer(core, link.peer, { command: 'not_implemented', text: decoded.command });
  if (decoded.command === 'ping') {
    violation(core, link.peer, 'its ping makes no sense');
    return closeLink(core, link);
  }
  violation(core, link.peer, `its ${decoded.command} makes no sense`);
}

/** From the other side's proof on nothing else is heard: what is not sealed, or does not open, ends it. */
function onSealedLine(core: Core, link: Link, channel: Channel, decoded: Decoded): void {
  // A connection of somebody we removed just now: its owner will close it.
  if (link.peer === null) return;
  if (!decoded.ok || decoded.message.command !== 'sealed') {
    violation(core, link.peer, 'it speaks unsealed under the seal');
    return closeLink(core, link);
  }
  const plain = channel.open(decoded.message.bytes);
  if (plain === null) {
    violation(core, link.peer, 'its seal is broken: somebody changed, repeated or dropped a line');
    return closeLink(core, link);
  }
  const inner = decodePlain(plain);
  if (inner.ok && OF_THE_SEAL.has(inner.message.command)) {
    violation(core, link.peer, 'it seals the seal');
    return closeLink(core, link);
  }
  onPlain(core, link, inner);
}

function onStraySeal(core: Core, link: InLink): void {
  violation(core, link.peer, 'it seals before the seal is made');
  closeLink(core, link);
}

/** Unsealed words of somebody who has to seal: who it is counts, and that it is there; the rest is said again under the seal. */
function onMute(core: Core, link: Link, peer: Peer, decoded: Decoded): void {
  if (link.side === 'out' || !decoded.ok) return;
  const { message } = decoded;
  if (message.command === 'status') {
    link.lastActive = core.now;
    if (peer.sealing.heard !== null) return;
    if (message.status !== 'unknown') peer.greeting.status = message.status;
    peer.greeting.complete = true;
    hold(core, peer);
  } else if (INTRODUCTION.has(message.command)) onArrived(core, link, peer, message);
}

function onUnproven(core: Core, link: InLink, decoded: ReturnType<typeof decodeLine>): void {
  if (!decoded.ok) {
    violation(core, null, 'a connection said something else before it said who it is');
    return closeLink(core, link);
  }
  const { message } = decoded;
  if (message.command === 'ping') return onPing(core, link, message.id, message.cookie);
  if (message.command === 'pong') return onPong(core, link, message.cookie);
  if (message.command === 'tunnel_open') return onTunnelOpen(core, link, message);
  if (message.command === 'twin_hello') return onTwinHello(core, link, message);
  if (message.command === 'twin_yield') return onTwinYield(core, link, message.proof);
  if (HARMLESS_UNPROVEN.has(message.command) || link.disowned) return;
  violation(core, null, 'a connection said something else before it said who it is');
  closeLink(core, link);
}

function onArrived(core: Core, link: InLink, peer: Peer, message: WireMessage): void {
  if (message.command === 'ping') onPing(core, link, message.id, message.cookie);
  else onProven(core, peer, message);
}

function onProven(core: Core, peer: Peer, message: WireMessage): void {
  switch (message.command) {
    case 'ping':
    case 'pong':
    case 'twin_hello':
    case 'twin_here':
    case 'twin_yield':
    case 'tunnel_open':
    case 'tunnel_ok':
    case 'bulk_got':
    case 'tunnel_refused':
      return;
    case 'not_implemented':
      onToken(core, peer, 'probe', message.text);
      return;
    case 'tunnel_key':
      return onTunnelKey(core, peer, message.key);
    case 'tunnel_services':
      return onTunnelServices(core, peer, message.services);
    case 'client':
      return onClient(peer, message.name);
    case 'version':
      return onVersion(core, peer, message.version);
    case 'supports':
      return onSupports(core, peer, message.extensions);
    case 'seal_hello':
      return onSealHello(core, peer, message.ephemeral);
    case 'seal_proof':
      return onSealProof(core, peer, message.proof);
    case 'sealed':
      return;
    case 'profile_name':
      return onProfileName(core, peer, message.name);
    case 'profile_text':
      return onProfileText(core, peer, message.text);
    case 'profile_avatar_alpha':
      return onAvatarAlpha(peer, message.bytes);
    case 'profile_avatar':
      return onAvatar(core, peer, message.bytes);
    case 'add_me':
      return peer === core.self ? undefined : onAddMe(core, peer);
    case 'status':
      return onStatus(core, peer, message.status);
    case 'remove_me':
      return peer === core.self ? undefined : onRemoveMe(core, peer);
    case 'message':
      return onMessage(core, peer, message.text);
    case 'delivery_message':
      return onDeliveryMessage(core, peer, message.epoch, message.seq, message.text);
    case 'delivery_ok':
      return onDeliveryOk(core, peer, message.epoch, message.seq);
    case 'latency_ping':
      return onLatencyPing(core, peer, message.id);
    case 'latency_pong':
      return onLatencyPong(core, peer, message.id);
    case 'voucher_issue':
      return onVoucherIssue(core, peer, message.token);
    case 'voucher_present':
      return peer === core.self ? undefined : onVoucherPresent(core, peer, message.token);
    case 'file_stop_receiving':
      return onToken(core, peer, 'file', message.id) ? undefined : onFile(core, peer, message);
    case 'filename':
    case 'folder_offer':
    case 'filedata':
    case 'filedata_ok':
    case 'filedata_error':
    case 'file_stop_sending':
    case 'file_digest':
    case 'file_pause_sending':
    case 'file_pause_receiving':
      return onFile(core, peer, message satisfies FileMessage);
    default:
      return message satisfies never;
  }
}
