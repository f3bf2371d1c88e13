// What we say of ourselves to somebody proven: the introduction in the open, the rest under the seal where there is one.
import type { Core, Peer } from './state.ts';
import { tell } from './core.ts';
import { greetOn } from './greet-on.ts';
import { introduced } from './seal/handshake.ts';
import { isMute, offersSeal } from './seal/pin.ts';

/** What we are called on the wire. Four integers: 0.9.9.555 reads meaning into them (protocol.md 11.10). */
const OWN_CLIENT = { torchat: ['torchat-ts', '0.1.0.0'], legacy: ['TorChat', '0.9.9.553'] } as const;
const OWN_EXTENSIONS = ['bulk', 'delivery', 'file', 'folder', 'latency', 'tunnel', 'voucher'] as const;

export function greet(core: Core, peer: Peer): void {
  // Under the seal all of this was said already, and cannot be said again.
  if (peer.sealing.keys !== null) return;
  const [client, version] = OWN_CLIENT[core.settings.looksLike];
  tell(core, peer, { command: 'client', name: client });
  tell(core, peer, { command: 'version', version });
  const seals = offersSeal(core, peer);
  const extensions = seals ? [...OWN_EXTENSIONS, 'seal'] : OWN_EXTENSIONS;
  if (core.settings.looksLike === 'torchat') tell(core, peer, { command: 'supports', extensions });
  if (seals) introduced(core, peer, { client, version, supports: extensions.join(' ') });
  if (!isMute(peer)) greetOn(core, peer);
}
