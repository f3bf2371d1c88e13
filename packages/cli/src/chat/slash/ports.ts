// The slash commands about ports between contacts.
import { TorchatError } from '@torchat/core';
import type { ApiContact, ApiForward, ApiShare } from '@torchat/gateway/api';
import { addressWords, parseAddress } from '../../client/address.ts';
import { displayName } from '../../client/contact.ts';
import { loadWords, serviceLines } from '../../client/port-words.ts';
import type { Slash } from './parse.ts';
import type { Effects } from './perform.ts';

type PortSlash = Extract<Slash, { type: 'services' | 'forward' | 'share' }>;
const LOOPBACK = '127.0.0.1';

/** `contact`: the one whose conversation is open. */
export async function performPorts(
  slash: PortSlash,
  effects: Effects,
  contact: () => ApiContact,
): Promise<void> {
  switch (slash.type) {
    case 'services':
      return services(effects, contact());
    case 'forward':
      return forward(slash, effects, contact);
    case 'share':
      return share(slash, effects, contact);
    default:
      return slash satisfies never;
  }
}

async function services({ api, say }: Effects, contact: ApiContact): Promise<void> {
  const name = displayName(contact);
  const lines = serviceLines(contact, await api.forwards());
  const ours = (await api.shares()).filter((one) => one.with.includes(contact.id));
  say(
    [
      lines.length === 0 ? `${name} offers nothing now.` : `${name} offers you:`,
      ...lines.map((line) => `  ${line}`),
      ours.length === 0 ? `You share nothing with ${name}.` : `You share with ${name}:`,
      ...ours.map((one) => `  ${one.name} (${one.kind} ${addressWords(one)})`),
    ].join('\n'),
  );
}

async function forward(
  { what, local, service }: Extract<Slash, { type: 'forward' }>,
  effects: Effects,
  contact: () => ApiContact,
): Promise<void> {
  const { api, say } = effects;
  if (what === 'list') {
    const list = await api.forwards();
    return say(
      list.length === 0
        ? 'Nothing is forwarded: /forward PORT SERVICE opens what this contact offers.'
        : list.map((one) => forwardLine(one, effects)).join('\n'),
    );
  }
  const { host, port } = parseAddress(local, LOOPBACK);
  if (what === 'open') {
    const made = await api.addForward({ host, port, contact: contact().id, service });
    return say(`${addressWords(made)} (${made.kind}) leads to ${displayName(contact())}/${service}.`);
  }
  const found = (await api.forwards()).filter((one) => one.host === host && one.port === port);
  if (found.length === 0)
    throw new TorchatError('unknown_service', 'This local port is not forwarded: /forward lists them.');
  for (const { id } of found) await api.removeForward(id);
  say(`${addressWords({ host, port })} is closed.`);
}

function forwardLine(one: ApiForward, { state }: Effects): string {
  const contact = state().contacts.get(one.contact);
  const whose = contact === undefined ? one.contact : displayName(contact);
  return `${addressWords(one)} is ${whose}/${one.service}: ${loadWords(one)}`;
}

async function share(
  slash: Extract<Slash, { type: 'share' }>,
  effects: Effects,
  contact: () => ApiContact,
): Promise<void> {
  const { api, say } = effects;
  const shares = await api.shares();
  if (slash.what === 'list')
    return say(
      shares.length === 0
        ? 'You share nothing: /share NAME tcp PORT lets this contact reach a port.'
        : shares.map((one) => shareLine(one, effects)).join('\n'),
    );
  const { name } = slash;
  const known = shares.find((one) => one.name === name);
  if (slash.what === 'stop') {
    await api.removeShare(name);
    return say(`${name} is not shared any more.`);
  }
  const place = slash.kind === null ? known : { kind: slash.kind, ...parseAddress(slash.address, LOOPBACK) };
  if (place === undefined)
    throw new TorchatError('unknown_service', `You share no ${name} yet: /share ${name} tcp PORT.`);
  const { id } = contact();
  const others = known?.with.filter((one) => one !== id) ?? [];
  const { kind, host, port } = place;
  // An address of the network was allowed where it was shared first.
  const exposeLan = known !== undefined && known.host === host;
  const made = await api.putShare({ name, kind, host, port, exposeLan, with: [...others, id] });
  say(`${name} (${kind} ${addressWords(made)}) is shared with ${displayName(contact())}.`);
}

function shareLine(one: ApiShare, { state }: Effects): string {
  const names = one.with.map((id) => {
    const contact = state().contacts.get(id);
    return contact === undefined ? id : displayName(contact);
  });
  return `${one.name} (${one.kind} ${addressWords(one)}): ${names.length === 0 ? 'with nobody' : names.join(', ')}`;
}
