// `torchat id`: one's own TorChat ID, to give to others.
import { withAccount } from '../client/with-account.ts';
import { out, outJson, type Session } from '../terminal/terminal.ts';

export async function id(session: Session, qr: boolean): Promise<void> {
  const account = await withAccount(session, { network: 'off' }, async (api) => api.account());
  if (session.options.json) outJson(session, { account: account.account, id: account.id });
  else out(session, account.id);
  if (!qr || session.options.json) return;
  const { renderUnicodeCompact } = await import('uqr');
  out(session, `\n${renderUnicodeCompact(account.id, { border: 2 })}`);
}
