// 650 HS_DESC CREATED sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid UNKNOWN UNKNOWN S0X8jhZx7X/rMWTgcJlDM7Z6rYgQbiYpOGyq9i94P0A
// 650 HS_DESC UPLOAD sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid UNKNOWN $48EF0F1C13A250200425B36ED4F54CA08419F352~relay2 S0X8jhZx7X/rMWTgcJlDM7Z6rYgQbiYpOGyq9i94P0A HSDIR_INDEX=8B3A...
// 650 HS_DESC UPLOADED sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid UNKNOWN $48EF0F1C13A250200425B36ED4F54CA08419F352~relay2
import { words } from '../words.ts';

export type HsDescEvent = {
  readonly type: 'hs_desc';
  /** The service's id, as tor writes it. */
  readonly address: string;
} & (
  | { readonly action: 'CREATED'; readonly descriptor: string }
  /** A directory, by fingerprint and nickname, is asked to keep one of the service's two descriptors. */
  | { readonly action: 'UPLOAD'; readonly directory: string; readonly descriptor: string }
  /** It did. Tor does not say which one. */
  | { readonly action: 'UPLOADED'; readonly directory: string }
);

/** `text`: what follows `HS_DESC `. Null for what concerns other people's services. */
export function hsDescOf(text: string): HsDescEvent | null {
  const [action, address, , directory, descriptor] = words(text).plain;
  if (address === undefined || directory === undefined) return null;
  const type = 'hs_desc';
  if (action === 'UPLOADED') return { type, action, address, directory };
  if (descriptor === undefined) return null;
  if (action === 'UPLOAD') return { type, action, address, directory, descriptor };
  return action === 'CREATED' ? { type, action, address, descriptor } : null;
}
