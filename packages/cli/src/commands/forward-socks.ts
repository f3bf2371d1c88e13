// `torchat forward socks`: a SOCKS5 port through which programs reach every contact's services by name.
import type { AccountApi, ApiSocksPort } from '@torchat/gateway/api';
import { addressWords, type Address, parseAddress } from '../client/address.ts';
import { sizeWords } from '../client/file-words.ts';
import { withAccount } from '../client/with-account.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function forwardSocks(session: Session, local: string, expose: boolean): Promise<void> {
  const address = parseAddress(local, '127.0.0.1');
  await withAccount(session, { network: 'off' }, async (api, { running }) => {
    const port = await api.addSocks({ ...address, expose });
    if (expose)
      note(session, "Other machines can reach this port: whoever does reaches your contacts' services.");
    if (session.options.json) return outJson(session, port);
    out(session, `${addressWords(port)} is a SOCKS5 port for CONTACT.SERVICE.torchat.`);
    if (!running)
      note(session, 'It stands open while the account runs: start `torchat up` or the chat screen.');
  });
}

/** A line of `forward list`. */
export function socksRow(port: ApiSocksPort): string[] {
  const { active, sent, got } = port;
  const load = `${active} open, ${sizeWords(sent)} sent, ${sizeWords(got)} got`;
  return [addressWords(port), 'socks', 'CONTACT.SERVICE.torchat', port.open ? load : port.why];
}

/** Closes the SOCKS ports at this address; their ids. */
export async function removeSocksAt(api: AccountApi, { host, port }: Address): Promise<string[]> {
  const found = (await api.socks()).filter((one) => one.host === host && one.port === port);
  for (const { id } of found) await api.removeSocks(id);
  return found.map(({ id }) => id);
}
