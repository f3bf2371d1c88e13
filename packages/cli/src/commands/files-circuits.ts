// `torchat files circuits`: over how many circuits at once the files of one contact come to us.
import { TorchatError } from '@torchat/core';
import { withAccount } from '../client/with-account.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

const MOST = 8;

/** Without a number it tells. */
export async function filesCircuits(session: Session, typed: string | undefined): Promise<void> {
  const count = typed === undefined ? null : countOf(typed);
  await withAccount(session, { network: 'off' }, async (api) => {
    const { settings } = count === null ? await api.account() : await change(api, count);
    const { fileCircuits = 1 } = settings;
    if (session.options.json) return outJson(session, { fileCircuits });
    out(
      session,
      `Files come over ${fileCircuits === 1 ? 'one circuit' : `${fileCircuits} circuits at once`}.`,
    );
    if (count !== null && count > 1)
      note(session, 'Your guard sees so many circuits at once; the contact sees so many streams.');
  });
}

type Api = Parameters<Parameters<typeof withAccount>[2]>[0];

async function change(api: Api, fileCircuits: number): ReturnType<Api['account']> {
  const { settings } = await api.account();
  return api.setSettings({ ...settings, fileCircuits });
}

function countOf(typed: string): number {
  const count = Number(typed);
  if (/^\d$/u.test(typed) && count >= 1 && count <= MOST) return count;
  throw new TorchatError('bad_request', `The number of circuits is one from 1 to ${MOST}.`);
}
