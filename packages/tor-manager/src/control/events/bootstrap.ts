// 650 STATUS_CLIENT NOTICE BOOTSTRAP PROGRESS=45 TAG=requesting_descriptors SUMMARY="Asking for relay descriptors"
// 650 STATUS_CLIENT WARN BOOTSTRAP PROGRESS=5 TAG=conn SUMMARY="Connecting to a relay" WARNING="No route to host" REASON=NOROUTE COUNT=10 RECOMMENDATION=warn HOSTID="..." HOSTADDR="..."
import { scrub } from '../../scrub.ts';
import { words } from '../words.ts';

export interface BootstrapEvent {
  readonly type: 'bootstrap';
  /** 0 to 100. */
  readonly progress: number;
  readonly summary: string;
  /** What keeps tor from its network, when it recommends to say so. */
  readonly problem: { readonly reason: string; readonly warning: string } | null;
}

/** `text`: what follows `STATUS_CLIENT `. Null when it is another status. */
export function bootstrapOf(text: string): BootstrapEvent | null {
  const { plain, keys } = words(text);
  if (plain[1] !== 'BOOTSTRAP') return null;
  const progress = Number(keys.get('PROGRESS'));
  if (!(progress >= 0 && progress <= 100)) return null;
  const reason = keys.get('REASON');
  const told = reason !== undefined && keys.get('RECOMMENDATION') === 'warn';
  return {
    type: 'bootstrap',
    progress,
    summary: scrub(keys.get('SUMMARY') ?? ''),
    problem: told ? { reason, warning: scrub(keys.get('WARNING') ?? '') } : null,
  };
}
