// Reads and judges tor's version number.

/** ExtendedErrors, on which every dial's reason rests, came with 0.4.3. */
const OLDEST = [0, 4, 3, 2];
/** Before it a rendezvous point can impersonate an onion service (tor bug 41297). */
const SAFE = [0, 4, 9, 11];

/** `Tor version 0.4.9.11 (git-...).` -> `0.4.9.11`, null when it is none. */
export function parseVersion(text: string): string | null {
  return /^Tor version (\d+\.\d+\.\d+\.\d+(?:-[\w.-]*\w)?)/mu.exec(text)?.[1] ?? null;
}

export function isTooOld(version: string): boolean {
  return isBefore(version, OLDEST);
}

/** A sentence for the user, or null. */
export function versionWarning(version: string): string | null {
  return isBefore(version, SAFE)
    ? `Tor ${version} has a known weakness (a relay may pretend to be your contact for a moment); please update to ${SAFE.join('.')} or later.`
    : null;
}

function isBefore(version: string, limit: readonly number[]): boolean {
  const parts = version.split(/[.-]/u).map(Number);
  for (const [at, wanted] of limit.entries()) {
    const part = parts[at] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}
