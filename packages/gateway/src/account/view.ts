// An account as the API shows it, made of what client and network know.
import { type Avatar, TorchatError, type ContactView, type Message } from '@torchat/core';
import { avatarDigest } from '@torchat/core/avatar';
import type { Client, OnionNetwork } from '@torchat/core/node';
import type { ApiAccount } from '../api/schemas/account.ts';
import type { ApiContact } from '../api/schemas/contact.ts';
import type { ApiMessage } from '../api/schemas/message.ts';

/** What is shown: the account's name on this machine, its client, and the network unless it runs without one. */
export interface Running {
  readonly name: string;
  readonly client: Client;
  readonly network: OnionNetwork | null;
}

export function accountView({ name, client, network }: Running): ApiAccount {
  const view = client.view();
  const { id, profile, avatar, status, settings, reachability, returningUntil, twin } = view;
  return {
    account: name,
    id,
    profile,
    avatar: avatarName(avatar),
    status,
    settings,
    reachability,
    returningUntil,
    twin,
    network: network?.state ?? { phase: 'off' },
    service: client.service,
  };
}

export function contactView(contact: ContactView): ApiContact {
  const { avatar, services, files, ...rest } = contact;
  return { ...rest, files: { ...files }, services: [...services], avatar: avatarName(avatar) };
}

function avatarName(avatar: Avatar | null): string | null {
  return avatar === null ? null : avatarDigest(avatar);
}

export function messageView({ contact, key, direction, at, text, state }: Message): ApiMessage {
  return { contact, key, direction, at, text, state };
}

/** `unknown_contact`, for everything that names one. */
export function unknownContact(): TorchatError {
  return new TorchatError('unknown_contact', 'No contact of this account has this ID.');
}
