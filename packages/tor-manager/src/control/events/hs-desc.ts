// 650 HS_DESC UPLOAD sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid UNKNOWN $4B8F...~relay1 QQUqaOTKNa5X... HSDIR_INDEX=5C9F...
// 650 HS_DESC UPLOADED sk6dqrxg2jv3ufwzfwqnqgkyxj2tyrsgjwk4dvxs3rahgskqg3xnzrid UNKNOWN $4B8F...~relay1
import { words } from '../words.ts';

export interface HsDescEvent {
  readonly type: 'hs_desc';
  readonly action: 'UPLOAD' | 'UPLOADED';
  /** The service's id, as tor writes it. */
  readonly address: string;
  /** The directory, by fingerprint and nickname. */
  readonly directory: string;
  /** Which of the two descriptors (this time period's and the next one's); null at `UPLOADED`, where tor does not say. */
  readonly descriptor: string | null;
}

/** `text`: what follows `HS_DESC `. Null for what concerns other people's services. */
export function hsDescOf(text: string): HsDescEvent | null {
  const [action, address, , directory, descriptor = null] = words(text).plain;
  if ((action !== 'UPLOAD' && action !== 'UPLOADED') || address === undefined || directory === undefined)
    return null;
  return { type: 'hs_desc', action, address, directory, descriptor };
}
