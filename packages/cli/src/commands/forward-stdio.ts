// `torchat forward stdio`: one stream to a contact's service on standard input and output, for SSH's ProxyCommand.
import { TorchatError } from '@torchat/core';
import type { AccountApi, ApiContact } from '@torchat/gateway/api';
import { displayName, findContact } from '../client/contact.ts';
import { sessionPaths } from '../client/paths.ts';
import { parseTarget } from '../client/service-target.ts';
import { serviceStream } from '../client/service-stream.ts';
import { withAccount } from '../client/with-account.ts';
import type { Session } from '../terminal/terminal.ts';

/** Milliseconds between a contact's coming online and its word on what it offers. */
const OFFER_PATIENCE = 5_000;

/** `wait`: seconds for a contact that is away. Nothing but the stream goes to standard output. */
export async function forwardStdio(session: Session, target: string, wait: number): Promise<void> {
  const { who, service } = parseTarget(target);
  await withAccount(session, { network: 'tor' }, async (api, { signal }) => {
    const contact = findContact(await api.contacts(), who);
    await offered(api, contact, service, { wait, signal });
    // A gateway of our own serves its API, too: one way for both.
    const { socket: socketPath } = sessionPaths(session);
    const { stdin: input, stdout: output } = session.terminal;
    await serviceStream({ socketPath, contact: contact.id, service }, { input, output }, signal);
  });
}

/** Resolves once the contact has offered the service. Rejects with `contact_offline`, `unknown_service`, `cancelled`. */
async function offered(
  api: AccountApi,
  contact: ApiContact,
  service: string,
  { wait, signal }: { readonly wait: number; readonly signal: AbortSignal },
): Promise<void> {
  if (offers(contact, service)) return;
  await api.dial(contact.id);
  const late = new AbortController();
  const found = new AbortController();
  let online = isOnline(contact);
  const giveUp = (): void => late.abort();
  const grace = Math.min(OFFER_PATIENCE, wait * 1000);
  let timer = setTimeout(giveUp, online ? grace : wait * 1000);
  try {
    await api.watch(
      (event) => {
        const known =
          event.type === 'hello' ? event.contacts : event.type === 'contact' ? [event.contact] : [];
        const now = known.find(({ id }) => id === contact.id);
        if (now === undefined) return;
        if (offers(now, service)) return found.abort();
        if (online || !isOnline(now)) return;
        online = true;
        clearTimeout(timer);
        timer = setTimeout(giveUp, grace);
      },
      AbortSignal.any([late.signal, found.signal, signal]),
    );
  } finally {
    clearTimeout(timer);
  }
  if (found.signal.aborted) return;
  if (signal.aborted) throw new TorchatError('cancelled', 'Interrupted.');
  if (online)
    throw new TorchatError('unknown_service', `${displayName(contact)} does not offer "${service}" to you.`);
  throw new TorchatError('contact_offline', `${displayName(contact)} is not online: try again later.`);
}

function isOnline({ presence }: ApiContact): boolean {
  return presence !== 'offline' && presence !== 'handshake';
}

function offers({ services }: ApiContact, service: string): boolean {
  return services.some(({ name, kind }) => name === service && kind === 'tcp');
}
