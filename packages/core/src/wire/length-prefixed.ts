// Parts joined so that they read in one way only: what MACs, transcripts and labels of keys are made over.
import { encoder } from './utf8.ts';

/** The parts, each behind its length in bytes as 32 bits, most significant first. Texts as UTF-8. */
export function lp(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  const whole = new Uint8Array(bytes.reduce((sum, part) => sum + 4 + part.length, 0));
  const lengths = new DataView(whole.buffer);
  let at = 0;
  for (const part of bytes) {
    lengths.setUint32(at, part.length);
    whole.set(part, at + 4);
    at += 4 + part.length;
  }
  return whole;
}
