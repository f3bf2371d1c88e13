// What a person types to name a contact's service: `bob/web`.
import { TorchatError } from '@torchat/core';

export interface ServiceTarget {
  readonly who: string;
  readonly service: string;
}

/** Throws `bad_request`. */
export function parseTarget(text: string): ServiceTarget {
  const slash = text.lastIndexOf('/');
  if (slash < 1)
    throw new TorchatError('bad_request', 'A service is named by its contact and its name, such as bob/web.');
  return { who: text.slice(0, slash), service: text.slice(slash + 1) };
}
