// What a person can do about a file that is offered or on its way: the same for the command line and the chat screen.
import type { AccountApi, ApiFile } from '@torchat/gateway/api';
import { isOffer, isUnderWay, onlyOne, parseKey } from './file-words.ts';

export type Deed = 'accept' | 'refuse' | 'cancel' | 'pause' | 'resume';

interface Way {
  /** Which files may be meant. */
  readonly fits: (file: ApiFile) => boolean;
  readonly perform: (api: AccountApi, key: number, folder: string | undefined) => Promise<void>;
  /** Said after its name. */
  readonly became: string;
  /** What JSON calls it. */
  readonly done: string;
}

const WAYS: Readonly<Record<Deed, Way>> = {
  accept: {
    fits: isOffer,
    perform: (api, key, folder) => api.acceptFile(key, folder === undefined ? undefined : { folder }),
    became: 'is coming',
    done: 'accepted',
  },
  refuse: {
    fits: isOffer,
    perform: (api, key) => api.refuseFile(key),
    became: 'is refused',
    done: 'refused',
  },
  cancel: {
    fits: isUnderWay,
    perform: (api, key) => api.cancelFile(key),
    became: 'is stopped',
    done: 'cancelled',
  },
  pause: {
    fits: (file) => isUnderWay(file) && !isOffer(file) && file.pausedBy !== 'us',
    perform: (api, key) => api.pauseFile(key),
    became: 'is paused',
    done: 'paused',
  },
  resume: {
    fits: (file) => file.pausedBy === 'us',
    perform: (api, key) => api.resumeFile(key),
    became: 'goes on',
    done: 'resumed',
  },
};

interface Settled extends Pick<Way, 'became' | 'done'> {
  readonly key: number;
  /** As it was before; null for one that is not under way. */
  readonly file: ApiFile | null;
}

/** `given`: its number, null where the only one that fits is meant. `folder`: absolute. Throws `unknown_file`. */
export async function settle(
  api: AccountApi,
  deed: Deed,
  given: string | null,
  folder: string | undefined,
): Promise<Settled> {
  const { fits, perform, became, done } = WAYS[deed];
  const list = (await api.files()).filter(isUnderWay);
  const key = given === null ? onlyOne(list.filter(fits), deed) : parseKey(given);
  await perform(api, key, folder);
  return { key, became, done, file: list.find((one) => one.key === key) ?? null };
}
