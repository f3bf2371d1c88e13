// 650 NETWORK_LIVENESS DOWN

export interface LivenessEvent {
  readonly type: 'liveness';
  readonly up: boolean;
}

/** `text`: what follows `NETWORK_LIVENESS `. */
export function livenessOf(text: string): LivenessEvent | null {
  return /^(?:UP|DOWN)\b/u.test(text) ? { type: 'liveness', up: text.startsWith('UP') } : null;
}
