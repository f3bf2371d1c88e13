// What goes into the engine and what comes out: the whole surface between decisions and the world.
import type { ErrorCode } from '../errors.ts';
import type { TorchatId } from '../identity/id.ts';
import type {
  Avatar,
  Contact,
  Forward,
  Message,
  MessageState,
  OwnStatus,
  Presence,
  Profile,
  Reachability,
  Service,
  ServiceKind,
  Settings,
  Share,
  TunnelSettings,
} from '../model.ts';
import type { Change } from '../ports.ts';
import type { FrameKeys } from '../tunnel/proof.ts';

/** Names one TCP connection. The engine names those it dials from 1 upwards, the driver those it accepts from -1 downwards. */
export type LinkId = number;

/** Names one transfer of this run, out or in, from 1 upwards. */
export type FileKey = number;

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
  /** All lines that came at once were handed over: what they deserve together is said now. */
  | { readonly type: 'lines_done' }
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
  | { readonly type: 'tick' }
  /** What `file_read` asked for, all of it. The bytes are the engine's from now on. */
  | {
      readonly type: 'file_block';
      readonly file: FileKey;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  /** The disk has all bytes before this offset. */
  | { readonly type: 'file_written'; readonly file: FileKey; readonly upTo: number }
  /** The finished file has its name; `path` is where. */
  | { readonly type: 'file_landed'; readonly file: FileKey; readonly path: string }
  /** It could not be read or written, or given its name. `why` is a sentence for the user. */
  | { readonly type: 'file_failed'; readonly file: FileKey; readonly why: string };

export type Output =
  /** `apart`: on a circuit that no other connection uses. `refetch`: by what the directories say now, not by what tor remembers. */
  | {
      readonly type: 'dial';
      readonly link: LinkId;
      readonly id: TorchatId;
      readonly deadline: number;
      readonly apart?: boolean;
      readonly refetch?: boolean;
    }
  /** Our onion service: nobody else runs it, as far as can be told; or somebody does. */
  | { readonly type: 'publish' }
  | { readonly type: 'withdraw' }
  /** One line with its LF. The bytes are the driver's from now on. */
  | { readonly type: 'send'; readonly link: LinkId; readonly bytes: Uint8Array }
  /** Also cancels a dial. What was sent before still goes out. */
  | { readonly type: 'close'; readonly link: LinkId }
  /** Durable before any later output takes effect. */
  | { readonly type: 'save'; readonly change: Change }
  | { readonly type: 'event'; readonly event: Event }
  | { readonly type: 'reply'; readonly ref: number; readonly reply: Reply }
  /** Call `tick` at this time (milliseconds); replaces the earlier wish. */
  | { readonly type: 'wake'; readonly at: number }
  | FileOutput
  | TunnelOutput;

/** What becomes of streams that are tunnels (extension `tunnel`). */
export type TunnelOutput =
  /** This connection is a tunnel from now on, and no link any more: `ok` is the line that accepts it. */
  | {
      readonly type: 'tunnel_arrived';
      readonly link: LinkId;
      readonly id: TorchatId;
      readonly share: Share;
      readonly ok: Uint8Array;
      readonly keys: FrameKeys;
    }
  /** Tunnels of this contact end, those to one of our services or all of both sides. */
  | { readonly type: 'tunnels_cut'; readonly id: TorchatId; readonly service: string | null };

/** How a tunnel is opened: `line` goes first, `tunnel_ok` with `ok` (32 bytes) has to come back. */
export interface TunnelOpening {
  readonly kind: ServiceKind;
  readonly line: Uint8Array;
  readonly ok: Uint8Array;
  readonly keys: FrameKeys;
}

/** What the disk is to do, in this order for each file; answered by the inputs `file_*`. */
export type FileOutput =
  /** Exactly so many bytes of what we send. */
  | {
      readonly type: 'file_read';
      readonly file: FileKey;
      readonly source: number;
      readonly offset: number;
      readonly length: number;
    }
  /** Nothing more is read from this source. */
  | { readonly type: 'file_close'; readonly source: number }
  /** The user wants this file: room for it, under no name yet. */
  | { readonly type: 'file_create'; readonly file: FileKey; readonly name: string; readonly size: number }
  /** Offsets ascend without a gap. The bytes are the driver's from now on. */
  | {
      readonly type: 'file_write';
      readonly file: FileKey;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  /** Every byte was handed over and is right: it gets its name once all are safe on the disk. */
  | { readonly type: 'file_finish'; readonly file: FileKey }
  /** Nothing of it is to stay. */
  | { readonly type: 'file_discard'; readonly file: FileKey };

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
  /** The account is to run on this machine, whatever runs elsewhere. */
  | { readonly type: 'take_over' }
  /** From now on vouchers bring nobody back. */
  | { readonly type: 'end_returning' }
  /** Dial now, whatever the back-off says. */
  | { readonly type: 'dial'; readonly id: TorchatId }
  /** Close both connections (they are dialled again in their time). */
  | { readonly type: 'drop'; readonly id: TorchatId }
  /** What to do with a contact that was sealed before: take it unsealed this once, or ask no more for the seal. */
  | { readonly type: 'seal'; readonly id: TorchatId; readonly choice: 'accept_once' | 'unpin' }
  /** A raw line on our connection to the contact, for tests of other clients. */
  | { readonly type: 'raw'; readonly id: TorchatId; readonly line: Uint8Array }
  /** `source` is the driver's name for what is read; the engine closes it, also when it refuses. */
  | {
      readonly type: 'send_file';
      readonly id: TorchatId;
      readonly source: number;
      readonly name: string;
      readonly size: number;
    }
  | { readonly type: 'accept_file'; readonly file: FileKey }
  /** Refuses an offer, or ends what is under way, from either side. */
  | { readonly type: 'cancel_file'; readonly file: FileKey }
  /** Adds a share or replaces the one of this name. */
  | { readonly type: 'share'; readonly share: Share }
  | { readonly type: 'unshare'; readonly name: string }
  | { readonly type: 'forward'; readonly forward: Forward }
  | { readonly type: 'unforward'; readonly forward: Pick<Forward, 'kind' | 'host' | 'port'> }
  /** All of them, in place of those before. */
  | { readonly type: 'tunnel_settings'; readonly settings: TunnelSettings }
  | { readonly type: 'open_tunnel'; readonly id: TorchatId; readonly service: string };

/** `message` is given for `send`, `file` for `send_file` and `accept_file`, `tunnel` for `open_tunnel`. */
export type Reply =
  | {
      readonly ok: true;
      readonly message?: Message;
      readonly file?: FileView;
      readonly tunnel?: TunnelOpening;
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** What a screen, the API and the peer interface show. */
export type Event =
  | { readonly type: 'contact'; readonly contact: Contact }
  | { readonly type: 'contact_gone'; readonly id: TorchatId }
  /** Somebody has added us; `accepted` when the policy took him on the list at once. */
  | { readonly type: 'request'; readonly id: TorchatId; readonly accepted: boolean }
  | { readonly type: 'removed_us'; readonly id: TorchatId }
  /** It has shown by its voucher that it was on the list, and is again. */
  | { readonly type: 'returned'; readonly id: TorchatId }
  /** Another machine runs this account, so here it is offline; null: no more. `machine` is empty where it does not say. */
  | { readonly type: 'twin'; readonly twin: TwinView | null }
  /** Another machine wants to run this account, and stays offline as long as this one does. */
  | { readonly type: 'twin_asked'; readonly machine: string }
  /** Until when contacts come back by vouchers (milliseconds since 1970); null: from now on none does. */
  | { readonly type: 'returning'; readonly until: number | null }
  /** How it stands with the end-to-end encryption of a contact has changed. */
  | { readonly type: 'seal'; readonly id: TorchatId; readonly seal: SealView }
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
  /** What a contact offers us, all of it. */
  | { readonly type: 'services'; readonly id: TorchatId; readonly services: readonly Service[] }
  | { readonly type: 'shares'; readonly shares: readonly Share[] }
  | { readonly type: 'forwards'; readonly forwards: readonly Forward[] }
  | { readonly type: 'tunnel_settings'; readonly settings: TunnelSettings }
  /** A contact wants to send us a file; nothing of it is kept before `accept_file`. */
  | { readonly type: 'file_offer'; readonly file: FileView }
  /** A transfer began or went on; told at a bounded rate. */
  | { readonly type: 'file_progress'; readonly file: FileView }
  /** The transfer is over. `why` is a sentence; `path` is given for what we received. */
  | {
      readonly type: 'file_end';
      readonly file: FileView;
      readonly ok: boolean;
      readonly why: string;
      readonly path: string | null;
    }
  /** A peer broke the protocol. `what` is a plain phrase; `id` is given where the handshake had named it. */
  | { readonly type: 'violation'; readonly id: TorchatId | null; readonly what: string };

/**
 * `sealed`: now. `none`: never was. `pinned`: was before, and will have to be. `held`: was before and came without, so nothing
 * goes either way. `accepted`: the same, and the user takes it so for one session.
 */
export type SealView = 'none' | 'pinned' | 'sealed' | 'held' | 'accepted';

/** What is known of another machine. */
export interface TwinView {
  readonly machine: string;
}

/** A contact as a screen shows it. */
export interface ContactView extends Contact {
  readonly presence: Presence;
  readonly seal: SealView;
  readonly unread: number;
  /** Texts in the outbox. */
  readonly waiting: number;
  /** `name version` of its client, empty while unknown. */
  readonly client: string;
  /** What it offers us. */
  readonly services: readonly Service[];
}

export interface AccountView {
  readonly id: TorchatId;
  readonly profile: Profile;
  readonly avatar: Avatar | null;
  readonly status: OwnStatus;
  readonly settings: Settings;
  readonly reachability: Reachability;
  /** Until when contacts come back by their vouchers, milliseconds since 1970; null when they do not. */
  readonly returningUntil: number | null;
  /** Another machine that runs this account, which is offline here. */
  readonly twin: TwinView | null;
  readonly contacts: readonly ContactView[];
  readonly shares: readonly Share[];
  readonly forwards: readonly Forward[];
  readonly tunnelSettings: TunnelSettings;
}

/** A file on its way, as a screen shows it. */
export interface FileView {
  readonly key: FileKey;
  readonly contact: TorchatId;
  readonly direction: 'in' | 'out';
  /** Of a file we get: made safe, so that it is a name and nothing else. */
  readonly name: string;
  /** Bytes, of the whole and of what is confirmed or here. */
  readonly size: number;
  readonly done: number;
  /** `offered`: nobody has said yes yet, be it the user here or the other side. */
  readonly state: 'offered' | 'running';
  /** When it was offered, milliseconds since 1970. */
  readonly at: number;
}
