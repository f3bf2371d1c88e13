// Tor's progress in words, each said once.
import type { ApiAccount } from '@torchat/gateway/api';
import { networkWords, reachabilityWords, twinWords } from './words.ts';

/** Returns a listener that says what changed since the last account it was shown. */
export function progressLine(say: (line: string) => void): (account: ApiAccount) => void {
  let last = '';
  return (account) => {
    const { phase } = account.network;
    if (phase === 'off') return;
    const online = phase === 'ready' && account.reachability.state === 'reachable';
    const { twin } = account;
    const line = twin
      ? twinWords(twin.machine, '`torchat up --take-over`')
      : online
        ? `you are ${reachabilityWords(account)}`
        : networkWords(account.network);
    if (line === last) return;
    last = line;
    say(line);
  };
}
