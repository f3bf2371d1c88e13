// Why a local port could not be opened, as a sentence.
import { TorchatError } from '@torchat/core';

export function portRefusal(cause: NodeJS.ErrnoException, port: number): TorchatError {
  if (cause.code === 'EADDRINUSE')
    return new TorchatError('port_taken', `Port ${port} is taken by another program: choose another.`, {
      cause,
    });
  if (cause.code === 'EACCES')
    return new TorchatError(
      'bad_request',
      `Port ${port} is for the administrator of this machine: choose one above 1023.`,
      { cause },
    );
  return new TorchatError('bad_request', `Port ${port} could not be opened at this address.`, { cause });
}
