// What the old program says of itself: its alias becomes our id of today.
import type { TorchatId } from '@torchat/core';
import type { BridgeEvent } from '../options.ts';
import { aliasOf } from '../wire/alias.ts';
import type { RewriteRules } from '../wire/line-rewriter.ts';

/** Any other name in its pings comes from settings that are not ours, and goes nowhere: it may be its address of old. */
export function ownPing({
  own,
  tell,
}: {
  readonly own: TorchatId;
  readonly tell: (event: BridgeEvent) => void;
}): RewriteRules {
  return {
    ping(id) {
      if (id === aliasOf(own)) return own;
      tell({ type: 'refused', why: 'wrong_own_hostname' });
      return null;
    },
  };
}
