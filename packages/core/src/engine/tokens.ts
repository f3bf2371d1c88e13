// Tokens: words without meaning that a client of old gives back, once it has taken what came before them.
import type { Core } from './state.ts';

/** `file`: an ok for a file that never was. `probe`: a command that nobody knows. */
export type TokenForm = 'file' | 'probe';

const WORD = 64;
const A = 97;
const LETTERS = 26n;

/** 64 random bits. */
export function newToken(core: Core): bigint {
  let token = 0n;
  for (const byte of core.random.bytes(8)) token = (token << 8n) | BigInt(byte);
  return token;
}

/**
 * The token of a text of ours. Epoch and number are stored with it before it is sent, so its token outlives us and the
 * session: a late answer still means this text. Only the contact learns it, who could confirm falsely anyhow.
 */
export function tokenOf(epoch: string, seq: number): bigint {
  return BigInt.asUintN(WORD, baseOf(epoch) + BigInt(seq));
}

/** The number that a text of this epoch has with this token, or would have. */
export function seqOf(epoch: string, token: bigint): number {
  return Number(BigInt.asUintN(WORD, token - baseOf(epoch)));
}

/** Ours are hex; an account that was brought back from a strange backup must not fail over that. */
function baseOf(epoch: string): bigint {
  return BigInt(`0x0${/^[0-9a-f]{0,16}/u.exec(epoch)?.[0] ?? ''}`);
}

/** As the id of a file: `p` and decimal digits. */
export function fileWord(token: bigint): string {
  return `p${token}`;
}

/** As a line of a command that nobody knows: letters only, since nothing else is one. */
export function probeLine(token: bigint): Uint8Array {
  let letters = '';
  for (let rest = token; rest > 0n; rest /= LETTERS)
    letters = String.fromCharCode(A + Number(rest % LETTERS)) + letters;
  return new TextEncoder().encode(`probe_${letters} \n`);
}

/** The token in what came back, or null. */
export function tokenIn(form: TokenForm, word: string): bigint | null {
  if (form === 'file') return /^p\d{1,20}$/u.test(word) ? BigInt(word.slice(1)) : null;
  const letters = /^probe_([a-z]{1,14}) ?$/u.exec(word)?.[1];
  if (letters === undefined) return null;
  let token = 0n;
  for (const letter of letters) token = token * LETTERS + BigInt(letter.charCodeAt(0) - A);
  return token;
}
