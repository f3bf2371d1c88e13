// How it stands with the end-to-end encryption of a contact, in plain words, the same on every screen.
import type { ApiContact } from '@torchat/gateway/api';

/** For the row above a conversation and for lists; empty where there is nothing to say. */
export function sealMark({ seal }: ApiContact): string {
  switch (seal) {
    case 'sealed':
      return 'sealed';
    case 'held':
      return 'NOT SEALED, texts wait: /seal';
    case 'accepted':
      return 'not sealed, by your word';
    case 'none':
    case 'pinned':
      return '';
    default:
      return seal satisfies never;
  }
}

/** A sentence about the contact of this name. */
export function sealWords({ seal }: ApiContact, name: string): string {
  switch (seal) {
    case 'sealed':
      return `Texts and files with ${name} are sealed: encrypted between the two of you, above Tor.`;
    case 'pinned':
      return `${name} was sealed before, and has to be again: nothing goes to it unsealed.`;
    case 'held':
      return `${name} comes without the seal it had. Nothing goes either way until it comes sealed again, or you say otherwise.`;
    case 'accepted':
      return `${name} comes without the seal it had, and you took it so for this once.`;
    case 'none':
      return `${name} was never sealed: its program does not know how. Only Tor protects what you write.`;
    default:
      return seal satisfies never;
  }
}

/** What the chat says at the moment a contact comes without its seal. */
export const HELD_REMARK =
  'comes without the seal it had: your texts wait, and none of its own are shown. It may use another program now, or somebody ' +
  'stands between you: ask it in another way. /seal once talks unsealed this time, /seal off from now on; or just wait.';
