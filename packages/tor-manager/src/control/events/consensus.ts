// 650 STATUS_CLIENT NOTICE CONSENSUS_ARRIVED

export interface ConsensusEvent {
  readonly type: 'consensus';
}

/** `text`: what follows `STATUS_CLIENT `. */
export function consensusOf(text: string): ConsensusEvent | null {
  return text.split(' ', 2)[1] === 'CONSENSUS_ARRIVED' ? { type: 'consensus' } : null;
}
