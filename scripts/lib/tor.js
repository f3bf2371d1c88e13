// Makes sure that there is a tor: TOR_BINARY, the PATH, or Debian's package when we may install it.
import { install, mayInstall } from './apt.js';
import { findProgram, isProgram } from './find-program.js';

const HOW =
  'tor is missing. Install it (Debian, Ubuntu: sudo apt install tor; Fedora: sudo dnf install tor; macOS: brew install tor), or name it in TOR_BINARY.';

/** Null when a tor is there (now), else a sentence. */
export function makeSureOfTor(env) {
  const named = env['TOR_BINARY'];
  if (named) return isProgram(named) ? null : `TOR_BINARY names no program: ${named}`;
  if (findProgram('tor', env) !== null) return null;
  if (!mayInstall()) return HOW;
  console.error("tor is missing: installing Debian's package (apt-get install tor)...");
  if (!install('tor') || findProgram('tor', env) === null)
    return `Debian's package could not be installed. ${HOW}`;
  console.error(
    'Installed tor. Its system service was not started; this project runs tor processes of its own.',
  );
  return null;
}
