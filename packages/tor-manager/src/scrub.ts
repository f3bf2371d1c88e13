// Takes addresses out of a text of tor's before it reaches a sentence or a log.

const ADDRESSES: readonly RegExp[] = [
  /\b[a-z2-7]{56}\b(?:\.onion)?/giu,
  /\b[a-z2-7]{16}\.onion\b/giu,
  /\$?\b[0-9a-f]{40}\b(?:[~=]\w+)?/giu,
  /\[[0-9a-f:.]*:[0-9a-f:.]*\](?::\d+)?/giu,
  /\b(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\b/giu,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/gu,
];
const LONGEST = 300;

/** At most 300 characters, one line, without onion addresses, relay fingerprints and IP addresses. */
export function scrub(text: string): string {
  let clean = text.slice(0, 4 * LONGEST).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  for (const address of ADDRESSES) clean = clean.replace(address, '[address]');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean.trim();
}
