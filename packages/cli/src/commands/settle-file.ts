// `torchat accept`, `cancel` and the like: what becomes of a file that is offered or on its way.
import { resolve } from 'node:path';
import type { AccountApi, ApiFile } from '@torchat/gateway/api';
import { fileWords, isOffer, isUnderWay, onlyOne, parseKey } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

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

/** Without a number the only file that may be meant. `to`: the folder an accepted one goes to. Throws `unknown_file`. */
export async function settleFile(
  session: Session,
  deed: Deed,
  given: string | undefined,
  to?: string,
): Promise<void> {
  const { fits, perform, became, done } = WAYS[deed];
  await withAccount(session, { network: 'off' }, async (api) => {
    const list = (await api.files()).filter(isUnderWay);
    const key = given === undefined ? onlyOne(list.filter(fits), deed) : parseKey(given);
    await perform(api, key, to === undefined ? undefined : resolve(to));
    const file = list.find((one) => one.key === key);
    if (session.options.json) outJson(session, { key, [done]: true });
    else out(session, `${file === undefined ? `File ${key}` : fileWords(file)} ${became}.`);
  });
}
