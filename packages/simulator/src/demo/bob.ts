// Bob, who answers: a real client with an onion service of its own, driven by a few rules.
import type { PeerEvent, PeerProgram } from '../peer/peer-program.ts';

const GREETING =
  'Hello, I am bob. Every word of ours goes through real tor processes: from your onion service to mine and back. ' +
  'Say "be away" or "be back" and watch my status, or anything else.';

/** Answers what the other says. Hand it every event of the program. */
export function answering(bob: () => PeerProgram): (event: PeerEvent) => void {
  const say = (to: unknown, text: string) => bob().say('msg', String(to), JSON.stringify(text));
  return (event) => {
    if (event.ev === 'added') say(event['addr'], GREETING);
    if (event.ev === 'chat')
      say(
        event['addr'],
        reply(String(event['text']), (status) => bob().say('status', status)),
      );
  };
}

function reply(text: string, become: (status: 'available' | 'away' | 'xa') => void): string {
  if (/\baway\b/iu.test(text)) {
    become('away');
    return 'I am away now. Say "be back" when you miss me.';
  }
  if (/\bback\b/iu.test(text)) {
    become('available');
    return 'Here I am again.';
  }
  if (/^(?:hi|hello|hey)\b/iu.test(text)) return 'Hello to you.';
  if (text.trimEnd().endsWith('?')) return 'A good question. I only know what you say to me.';
  return `You said ${JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}...` : text)}, and it arrived.`;
}
