// What an authority tells over its DirPort: which relays it knows, and what the consensus says (dir-spec, "URLs").
import { get } from 'node:http';

const ANSWER_WITHIN = 2000;
const LARGEST_ANSWER = 4 * 1024 * 1024;

/** Asks an authority for a document: the body of a 200, or null for any other answer or none. */
export type AskAuthority = (path: string, signal: AbortSignal) => Promise<string | null>;

/** How many relays' descriptors the authority holds, its own with them; 0 while it does not answer. */
export async function countDescriptors(ask: AskAuthority, signal: AbortSignal): Promise<number> {
  const all = (await ask('/tor/server/all', signal)) ?? '';
  return [...all.matchAll(/^router /gmu)].length;
}

/** How many relays the authority's consensus calls running and fit to hold descriptors; null while it has none. */
export async function countUsable(ask: AskAuthority, signal: AbortSignal): Promise<number | null> {
  const consensus = await ask('/tor/status-vote/current/consensus-microdesc', signal);
  return consensus === null ? null : [...consensus.matchAll(/^s (?=.*\bHSDir\b).*\bRunning\b/gmu)].length;
}

/** Of an authority on this machine, or on one of this name. */
export function authorityAt(dirPort: number, host = '127.0.0.1'): AskAuthority {
  return (path, signal) => fetchDocument(host, dirPort, path, signal);
}

async function fetchDocument(
  host: string,
  port: number,
  path: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return await new Promise((resolve, reject) => {
      const request = get({ host, port, path, agent: false, timeout: ANSWER_WITHIN, signal }, (response) => {
        let body = '';
        response.setEncoding('latin1');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > LARGEST_ANSWER) request.destroy(new Error('answer too large'));
        });
        response.on('end', () => resolve(response.statusCode === 200 ? body : null));
        response.on('error', reject);
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', reject);
    });
  } catch (error) {
    // An authority that does not listen yet is as good as one that knows nothing.
    if (signal.aborted) throw error;
    return null;
  }
}
