// The nouns of the program, as the engine, the store and the screen share them.
import type { TorchatId } from './identity/id.ts';

/** What a user says of himself, as on the wire; being offline is said by closing. */
export type OwnStatus = 'available' | 'away' | 'xa';

/** What is known of a contact: `handshake` means our dial got through, the answer is still to come. */
export type Presence = 'offline' | 'handshake' | OwnStatus;

export interface Profile {
  readonly name: string;
  readonly text: string;
}

/** 64 x 64 pixels, rows top to bottom: 12,288 bytes of RGB, and 4,096 bytes of alpha or none. */
export interface Avatar {
  readonly rgb: Uint8Array;
  readonly alpha: Uint8Array;
}

/** `request`: has added us and waits for our answer. `blocked`: its pings close the link. */
export type Relation = 'listed' | 'request' | 'blocked';

/** One row of the list, as stored. Times are milliseconds since 1970. */
export interface Contact {
  readonly id: TorchatId;
  /** Our name for it; empty until we or its profile gave one. */
  readonly name: string;
  readonly note: string;
  readonly relation: Relation;
  /** It sent `remove_me`: kept, shown as such, no longer dialled. */
  readonly removedUs: boolean;
  readonly addedAt: number;
  readonly lastSeenAt: number | null;
  /** It came back by its voucher, and the user still waits for others to: a newer voucher may take it off again. */
  readonly returned: boolean;
  /** Keep texts after they were read and delivered. */
  readonly keepHistory: boolean;
  /** It was sealed once (extension `seal`), and must be from then on. */
  readonly pinned: boolean;
  readonly profile: Profile;
  readonly avatar: Avatar | null;
}

/**
 * Of a text we sent: `waiting` in the outbox, `sent` on a connection (and kept, as long as a receipt may come), `delivered` confirmed.
 * Of a text we got: `unread` until a screen took it, then `read`.
 */
export type MessageState = 'waiting' | 'sent' | 'delivered' | 'unread' | 'read';

export interface Message {
  readonly contact: TorchatId;
  /** Unique in the account and ascending in order of appearance. */
  readonly key: number;
  readonly direction: 'in' | 'out';
  readonly at: number;
  readonly text: string;
  readonly state: MessageState;
}

/** A text of the outbox: its message and its place in the contact's sequence (extension `delivery`). */
export interface OpenText {
  readonly message: Message;
  readonly seq: number;
  /** Of a text that waited in a store before it was restored: the epoch it was numbered in. Else the contact's `outEpoch`. */
  readonly epoch?: string;
}

/** Both ends of the numbering with one contact (extension `delivery`). An epoch is base64url. */
export interface Numbering {
  readonly contact: TorchatId;
  /** Our outbox: its epoch, and the number the next text gets (from 1). */
  readonly outEpoch: string;
  readonly nextSeq: number;
  /** Theirs: the epoch we last heard, and the highest number stored here; null before the first. */
  readonly inEpoch: string | null;
  readonly inSeq: number;
}

/** What passed between us and a contact for the day one of us has lost everything (extension `voucher`). */
export interface Vouchers {
  readonly contact: TorchatId;
  /** The newest it issued to us; only it can read it. */
  readonly held: Uint8Array | null;
  /** The date of the last one of ours that it has for certain, and a digest of what that one says. */
  readonly issuedAt: number | null;
  readonly issued: string;
}

/** What vouchers make the account itself remember. Times are milliseconds since 1970. */
export interface VoucherBook {
  /** Until when vouchers bring contacts back; null: they do not. */
  readonly returningUntil: number | null;
  /** The date of the newest voucher that came back. */
  readonly seenAt: number | null;
  /** Whom that one names as removed, and who was removed or blocked since: marks of ids, oldest first. */
  readonly seenRemoved: readonly string[];
  readonly removed: readonly string[];
}

/** `ask`: a stranger who adds us becomes a request. `accept`: becomes a contact. `refuse`: is not answered. */
export type StrangerPolicy = 'ask' | 'accept' | 'refuse';

export interface Settings {
  readonly strangers: StrangerPolicy;
  /** `legacy`: client name and version of TorChat 0.9.9.553, and no extension. */
  readonly looksLike: 'torchat' | 'legacy';
}

export type ServiceKind = 'tcp' | 'udp';

/** A port that somebody offers (extension `tunnel`), by its name on the wire. */
export interface Service {
  readonly name: string;
  readonly kind: ServiceKind;
}

/** A port that this machine reaches, for the contacts that are named and nobody else. */
export interface Share extends Service {
  /** A numeric address, loopback unless the user exposed his network. */
  readonly host: string;
  readonly port: number;
  readonly with: readonly TorchatId[];
}

/** A contact's service as a port of this machine; `kind`, `host` and `port` name it. */
export interface Forward {
  readonly kind: ServiceKind;
  readonly host: string;
  readonly port: number;
  readonly contact: TorchatId;
  readonly service: string;
  /** The same datagrams over two circuits. */
  readonly redundant: boolean;
}

/** What a contact may take of all our shares together; null: no bound of its own. */
export interface ShareLimit {
  readonly contact: TorchatId;
  readonly connections: number | null;
  /** Both ways together. */
  readonly bytesPerSecond: number | null;
  readonly bytesPerDay: number | null;
}

/** A SOCKS5 port of this machine, through which every contact's services are reached. */
export interface SocksPort {
  readonly host: string;
  readonly port: number;
}

/** What is kept about ports between contacts beside shares and forwards. */
export interface TunnelSettings {
  readonly socks: readonly SocksPort[];
  readonly limits: readonly ShareLimit[];
  /** Keep a log of who opened what, and when. */
  readonly log: boolean;
}

/** Is our own onion service reachable: the state of the link to ourselves. Delay is a round trip in milliseconds. */
export interface Reachability {
  readonly state: 'unknown' | 'checking' | 'reachable' | 'unreachable';
  readonly delay: number | null;
}
