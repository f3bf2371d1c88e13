// Who opened what of ours and when, a line each, without content: kept where the user wants it, in a bounded file of his.
import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs';
import type { TorchatId } from '@torchat/core';

/** Beyond, the file becomes the older one, and the older one is gone. */
const LONGEST = 1 << 20;
const FOR_THE_USER = 0o600;

type ShareEvent = 'opened' | 'closed' | 'busy' | 'spent';

export interface ShareLog {
  /** `service`: null for all of them. */
  tell(event: ShareEvent, contact: TorchatId, service: string | null): void;
}

/** `2026-05-01T12:00:00.000Z opened <id> web`. `wanted` is asked anew for each line. */
export function shareLog(path: string, wanted: () => boolean, now: () => number = Date.now): ShareLog {
  return {
    tell(event, contact, service) {
      if (!wanted()) return;
      const line = `${new Date(now()).toISOString()} ${event} ${contact} ${service ?? '*'}\n`;
      try {
        if (sizeOf(path) + line.length > LONGEST) renameSync(path, `${path}.1`);
        appendFileSync(path, line, { mode: FOR_THE_USER });
        chmodSync(path, FOR_THE_USER);
      } catch {
        // A full disk must not end what is shared.
      }
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
