// `torchat profile`: what contacts see of you.
import { withAccount } from '../client/with-account.ts';
import { printable, printableLine } from '../terminal/printable.ts';
import { note, out, outJson, type Session } from '../terminal/terminal.ts';

export async function profile(session: Session, change: { name?: string; text?: string }): Promise<void> {
  const now = await withAccount(session, { network: 'off' }, async (api) => {
    const { profile: before } = await api.account();
    if (change.name === undefined && change.text === undefined) return before;
    const after = { name: change.name ?? before.name, text: change.text ?? before.text };
    return (await api.setProfile(after)).profile;
  });
  if (session.options.json) {
    outJson(session, now);
    return;
  }
  if (now.name === '' && now.text === '')
    note(session, 'Contacts see no name of you yet: `torchat profile --name NAME` gives one.');
  if (now.name !== '') out(session, printableLine(now.name));
  if (now.text !== '') out(session, printable(now.text));
}
