// Engine events as the peer interface prints them.
import type { AccountView, Event, FileView, Presence, Profile, TorchatId } from '@torchat/core';
import { avatarDigest } from '@torchat/core/avatar';
import type { Client } from '@torchat/core/node';

export type PeerEvent =
  | { readonly ev: 'ready'; readonly id: string }
  | { readonly ev: 'status'; readonly addr: string; readonly status: Presence }
  | { readonly ev: 'chat'; readonly addr: string; readonly text: string; readonly id: number }
  | { readonly ev: 'queued'; readonly addr: string; readonly id: number; readonly text: string }
  | { readonly ev: 'delivered'; readonly addr: string; readonly id: number }
  | { readonly ev: 'profile'; readonly addr: string; readonly name: string; readonly text: string }
  | { readonly ev: 'avatar'; readonly addr: string; readonly sha256: string }
  | { readonly ev: 'added' | 'removed'; readonly addr: string }
  | {
      /** What we send, taken over, and what we are offered. */
      readonly ev: 'file_queued' | 'file_offer';
      readonly addr: string;
      readonly id: number;
      readonly name: string;
      readonly size: number;
    }
  | {
      readonly ev: 'file_send';
      readonly addr: string;
      readonly id: number;
      readonly name: string;
      readonly sent: number;
      readonly total: number;
      readonly complete: boolean;
      readonly msg: string;
    }
  | {
      readonly ev: 'file_recv_end';
      readonly addr: string;
      readonly id: number;
      readonly ok: boolean;
      /** Both empty where it came to nothing. */
      readonly path: string;
      readonly md5: string;
      readonly size: number;
      readonly msg: string;
    }
  | {
      readonly ev: 'forward';
      /** As it was asked for. */
      readonly local: string;
      readonly addr: string;
      readonly service: string;
      readonly state: 'open';
    }
  | { readonly ev: 'share'; readonly service: string }
  /** What the contact shares with us, all of it. */
  | { readonly ev: 'services'; readonly addr: string; readonly services: readonly string[] }
  /** Whether another machine runs this account, so that here it is offline. */
  | { readonly ev: 'twin'; readonly on: boolean }
  | { readonly ev: 'list'; readonly list: readonly ListRow[] }
  | { readonly ev: 'violation'; readonly addr?: string; readonly what: string }
  | { readonly ev: 'error'; readonly code: string; readonly msg: string }
  | { readonly ev: 'bye' };

interface ListRow {
  readonly addr: string;
  readonly name: string;
  readonly status: Presence;
  readonly relation: string;
  readonly client: string;
}

type Print = (event: PeerEvent) => void;

/** Prints what the client tells; returns the listener. Texts count as read once printed. */
export function reporter(client: Client, print: Print): (event: Event) => void {
  const listed = new Set<TorchatId>();
  for (const contact of client.view().contacts) if (contact.relation === 'listed') listed.add(contact.id);
  const gone = (id: TorchatId): void => {
    if (listed.delete(id)) print({ ev: 'removed', addr: id });
  };
  const profiles = new Map<TorchatId, Profile>();
  const tellProfile = (id: TorchatId, profile: Profile): void => {
    const { name, text } = profiles.get(id) ?? { name: '', text: '' };
    if (profile.name === name && profile.text === text) return;
    profiles.set(id, profile);
    print({ ev: 'profile', addr: id, name: profile.name, text: profile.text });
  };
  let reachable: boolean | null = null;
  const tellOwn = (now: boolean): void => {
    if (now !== reachable)
      print({ ev: 'status', addr: client.id, status: now ? client.view().status : 'offline' });
    reachable = now;
  };
  return (event) => {
    switch (event.type) {
      case 'contact': {
        const { id, relation, removedUs } = event.contact;
        if (relation !== 'listed' || removedUs) gone(id);
        else if (!listed.has(id)) {
          listed.add(id);
          print({ ev: 'added', addr: id });
        }
        // What a stranger said of itself before it added us comes with the contact.
        tellProfile(id, event.contact.profile);
        return;
      }
      case 'contact_gone':
      case 'removed_us':
        gone(event.id);
        return;
      case 'presence':
        print({ ev: 'status', addr: event.id, status: event.presence });
        return;
      case 'profile':
        tellProfile(event.id, event.profile);
        return;
      case 'avatar':
        print({ ev: 'avatar', addr: event.id, sha256: avatarHash(client, event.id) });
        return;
      case 'message': {
        const { contact, key, text, direction } = event.message;
        if (direction === 'out') return;
        print({ ev: 'chat', addr: contact, text, id: key });
        client.command({ type: 'read', id: contact, upTo: key }).catch(() => undefined);
        return;
      }
      case 'message_state':
        if (event.state === 'delivered') print({ ev: 'delivered', addr: event.id, id: event.key });
        return;
      case 'violation':
        print({ ev: 'violation', ...(event.id === null ? {} : { addr: event.id }), what: event.what });
        return;
      case 'file_offer': {
        const { contact, key, name, size } = event.file;
        return print({ ev: 'file_offer', addr: contact, id: key, name, size });
      }
      case 'file_progress':
        return tellSent(event.file, false, '', print);
      case 'file_end':
        // What was received is told by the session, which has it hashed first.
        return tellSent(event.file, event.ok, event.why, print);
      case 'services': {
        const services = event.services.map(({ name }) => name);
        return print({ ev: 'services', addr: event.id, services });
      }
      case 'twin':
        return print({ ev: 'twin', on: event.twin !== null });
      case 'file_gone':
      case 'request':
      case 'client':
      case 'seal':
      case 'own':
      case 'shares':
      case 'forwards':
      case 'tunnel_settings':
      case 'returned':
      case 'twin_asked':
      case 'returning':
        return;
      case 'reachability': {
        // Our own id stands for the link to ourselves, as with the legacy client, which has itself on its list.
        const { state } = event.reachability;
        if (state === 'reachable' || state === 'unreachable') tellOwn(state === 'reachable');
        return;
      }
      default:
        event satisfies never;
    }
  };
}

function tellSent(file: FileView, complete: boolean, msg: string, print: Print): void {
  if (file.direction !== 'out') return;
  const { contact, key, name, moved, size } = file;
  print({ ev: 'file_send', addr: contact, id: key, name, sent: moved, total: size, complete, msg });
}

export function listRows(view: AccountView): ListRow[] {
  return view.contacts.map((contact) => ({
    addr: contact.id,
    name: contact.name,
    status: contact.presence,
    relation: contact.relation,
    client: contact.client,
  }));
}

/** Empty when the picture is gone. */
function avatarHash(client: Client, id: TorchatId): string {
  const avatar = client.contact(id)?.avatar;
  return avatar ? avatarDigest(avatar) : '';
}
