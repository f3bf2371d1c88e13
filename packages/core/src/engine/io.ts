// What goes into the engine and what comes out: the whole surface between decisions and the world.
import type { ErrorCode } from '../errors.ts';
import type { TorchatId } from '../identity/id.ts';
import type {
  Avatar,
  Contact,
  Message,
  MessageState,
  OwnStatus,
  Presence,
  Profile,
  Reachability,
  Settings,
} from '../model.ts';
import type { Change } from '../ports.ts';

/** Names one TCP connection. The engine names those it dials from 1 upwards, the driver those it accepts from -1 downwards. */
export type LinkId = number;

/** Why a dial came to nothing, in tor's terms (proposal 304) and ours. */
export type DialFailure =
  | 'not_published'
  | 'bad_descriptor'
  | 'introduction_failed'
  | 'rendezvous_failed'
  | 'authorization'
  | 'bad_address'
  | 'port_refused'
  | 'timeout'
  | 'tor_unavailable'
  | 'cancelled'
  | 'failed';

export type Input =
  | { readonly type: 'connected'; readonly link: LinkId }
  | { readonly type: 'dial_failed'; readonly link: LinkId; readonly reason: DialFailure }
  | { readonly type: 'accepted'; readonly link: LinkId }
  /** One line without its LF. The engine reads it at once and keeps no part of it. */
  | { readonly type: 'line'; readonly link: LinkId; readonly line: Uint8Array }
  /** The peer sent more than a line may have; the driver has stopped reading. */
  | { readonly type: 'overlong'; readonly link: LinkId }
  | { readonly type: 'closed'; readonly link: LinkId }
  /** More unsent bytes wait on a link than `CONGESTED_BYTES`; `drained` when they are gone. */
  | { readonly type: 'congested'; readonly link: LinkId }
  | { readonly type: 'drained'; readonly link: LinkId }
  /** Whether dialling makes sense: tor is bootstrapped and has a network. */
  | { readonly type: 'network'; readonly up: boolean }
  /** Our onion service was uploaded to enough directories (again). */
  | { readonly type: 'published' }
  | { readonly type: 'command'; readonly ref: number; readonly command: Command }
  /** The time an earlier `wake` named has come. */
  | { readonly type: 'tick' };

export type Output =
  | { readonly type: 'dial'; readonly link: LinkId; readonly id: TorchatId; readonly deadline: number }
  /** One line with its LF. The bytes are the driver's from now on. */
  | { readonly type: 'send'; readonly link: LinkId; readonly bytes: Uint8Array }
  /** Also cancels a dial. What was sent before still goes out. */
  | { readonly type: 'close'; readonly link: LinkId }
  /** Durable before any later output takes effect. */
  | { readonly type: 'save'; readonly change: Change }
  | { readonly type: 'event'; readonly event: Event }
  | { readonly type: 'reply'; readonly ref: number; readonly reply: Reply }
  /** Call `tick` at this time (milliseconds); replaces the earlier wish. */
  | { readonly type: 'wake'; readonly at: number };

/** What the user asks for. */
export type Command =
  /** Adds a contact, accepts a request, takes back one that removed us, unblocks. */
  | { readonly type: 'add'; readonly id: TorchatId; readonly name?: string }
  | { readonly type: 'remove'; readonly id: TorchatId }
  | { readonly type: 'rename'; readonly id: TorchatId; readonly name: string }
  | { readonly type: 'note'; readonly id: TorchatId; readonly note: string }
  | { readonly type: 'keep_history'; readonly id: TorchatId; readonly keep: boolean }
  | { readonly type: 'block'; readonly id: TorchatId }
  | { readonly type: 'unblock'; readonly id: TorchatId }
  | { readonly type: 'send'; readonly id: TorchatId; readonly text: string }
  /** A screen took all texts of this contact up to this key. */
  | { readonly type: 'read'; readonly id: TorchatId; readonly upTo: number }
  | { readonly type: 'status'; readonly status: OwnStatus }
  | { readonly type: 'profile'; readonly profile: Profile }
  | { readonly type: 'avatar'; readonly avatar: Avatar | null }
  | { readonly type: 'settings'; readonly settings: Settings }
  /** Dial now, whatever the back-off says. */
  | { readonly type: 'dial'; readonly id: TorchatId }
  /** Close both connections (they are dialled again in their time). */
  | { readonly type: 'drop'; readonly id: TorchatId }
  /** A raw line on our connection to the contact, for tests of other clients. */
  | { readonly type: 'raw'; readonly id: TorchatId; readonly line: Uint8Array };

/** `message` is given for `send`. */
export type Reply =
  | { readonly ok: true; readonly message?: Message }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** What a screen, the API and the peer interface show. */
export type Event =
  | { readonly type: 'contact'; readonly contact: Contact }
  | { readonly type: 'contact_gone'; readonly id: TorchatId }
  /** Somebody has added us; `accepted` when the policy took him on the list at once. */
  | { readonly type: 'request'; readonly id: TorchatId; readonly accepted: boolean }
  | { readonly type: 'removed_us'; readonly id: TorchatId }
  | { readonly type: 'presence'; readonly id: TorchatId; readonly presence: Presence }
  | { readonly type: 'client'; readonly id: TorchatId; readonly client: string; readonly version: string }
  | { readonly type: 'profile'; readonly id: TorchatId; readonly profile: Profile }
  | { readonly type: 'avatar'; readonly id: TorchatId }
  | { readonly type: 'message'; readonly message: Message }
  | {
      readonly type: 'message_state';
      readonly id: TorchatId;
      readonly key: number;
      readonly state: MessageState;
    }
  | {
      readonly type: 'own';
      readonly status: OwnStatus;
      readonly profile: Profile;
      readonly settings: Settings;
    }
  | { readonly type: 'reachability'; readonly reachability: Reachability }
  /** A peer broke the protocol. `what` is a plain phrase; `id` is given where the handshake had named it. */
  | { readonly type: 'violation'; readonly id: TorchatId | null; readonly what: string };

/** A contact as a screen shows it. */
export interface ContactView extends Contact {
  readonly presence: Presence;
  readonly unread: number;
  /** Texts in the outbox. */
  readonly waiting: number;
  /** `name version` of its client, empty while unknown. */
  readonly client: string;
}

export interface AccountView {
  readonly id: TorchatId;
  readonly profile: Profile;
  readonly avatar: Avatar | null;
  readonly status: OwnStatus;
  readonly settings: Settings;
  readonly reachability: Reachability;
  readonly contacts: readonly ContactView[];
}
