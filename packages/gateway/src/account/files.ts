// Files of an account, as the API has them.
import { isAbsolute } from 'node:path';
import { type Command, TorchatError, type TorchatId } from '@torchat/core';
import type { Client } from '@torchat/core/node';
import type { AccountApi } from '../api/account-api.ts';

type FilesApi = Pick<
  AccountApi,
  | 'files'
  | 'sendFile'
  | 'acceptFile'
  | 'refuseFile'
  | 'cancelFile'
  | 'pauseFile'
  | 'resumeFile'
  | 'forgetFile'
>;
type OfFile = Extract<Command, { readonly type: `${string}_file`; readonly file: number }>;

/** `known`: the id of a contact we have. */
export function filesApi(client: Client, known: (text: string) => TorchatId): FilesApi {
  const doing = (type: OfFile['type']) => async (file: number) => {
    await client.command({ type, file });
  };
  return {
    files: async () => client.files(),
    async sendFile(text, path) {
      // Whoever asks may stand in another folder than this process.
      if (!isAbsolute(path)) throw new TorchatError('bad_request', 'The path of a file to send is absolute.');
      const { skipped, ...file } = await client.sendFile(known(text), path);
      return { ...file, skipped: [...skipped] };
    },
    async acceptFile(file, { folder } = {}) {
      if (folder !== undefined && !isAbsolute(folder))
        throw new TorchatError('bad_request', 'The path of a folder for files is absolute.');
      await client.command({ type: 'accept_file', file, ...(folder === undefined ? {} : { folder }) });
    },
    refuseFile: doing('refuse_file'),
    cancelFile: doing('cancel_file'),
    pauseFile: doing('pause_file'),
    resumeFile: doing('resume_file'),
    forgetFile: doing('forget_file'),
  };
}
