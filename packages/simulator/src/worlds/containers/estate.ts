// What the homes of one run in containers share.
import type { Images } from '../../containers/images/ensure-images.ts';

export interface Estate {
  /** By its id. */
  readonly run: string;
  readonly images: Images;
  readonly network: string;
  /** Lines for the torrc of a client. */
  readonly torrc: readonly string[];
  /** Bytes of each client's disk; null: not bounded. */
  readonly disk: number | null;
}
