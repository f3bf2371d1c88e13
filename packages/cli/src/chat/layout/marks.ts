// The small signs of the screen: they differ in shape, so that they can be told apart without colours.
import type { ApiContact, ApiMessage } from '@torchat/gateway/api';

export interface Mark {
  readonly sign: string;
  readonly color: string | null;
}

export function contactMark({ relation, removedUs, presence, seal }: ApiContact): Mark {
  if (relation === 'request') return { sign: '?', color: 'yellow' };
  if (relation === 'blocked') return { sign: '×', color: 'red' };
  if (seal === 'held') return { sign: '!', color: 'red' };
  if (removedUs) return { sign: '-', color: null };
  switch (presence) {
    case 'available':
      return { sign: '●', color: 'green' };
    case 'away':
      return { sign: '◐', color: 'yellow' };
    case 'xa':
      return { sign: '◌', color: 'yellow' };
    case 'handshake':
      return { sign: '~', color: null };
    case 'offline':
      return { sign: '○', color: null };
    default:
      return presence satisfies never;
  }
}

/** Two columns wide. Nothing for texts that came in. */
export function deliveryMark({ direction, state }: ApiMessage): Mark {
  if (direction === 'in') return { sign: '  ', color: null };
  if (state === 'delivered') return { sign: '✓✓', color: 'green' };
  return state === 'sent' ? { sign: '✓ ', color: null } : { sign: '… ', color: 'yellow' };
}
