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
  readonly files: FilePolicy;
  readonly profile: Profile;
  readonly avatar: Avatar | null;
}

/** What becomes of files that a contact offers. */
export interface FilePolicy {
  /** `always`: taken unasked up to `upTo` bytes each, larger ones ask. `never`: refused unasked. */
  readonly consent: 'ask' | 'always' | 'never';
  readonly upTo: number;
  /** An absolute path of this machine; null: the account's own folder. */
  readonly folder: string | null;
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

/**
 * `offered`: somebody has to say yes, be it our user or the other side. `running`: whenever both are there. `paused`: by our
 * user. The others are ends: `cancelled` by a user here or there, `failed` for any other reason.
 */
export type FileState = 'offered' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

interface KeptFile {
  /** Unique in the account, ascending, never given again. */
  readonly key: number;
  readonly contact: TorchatId;
  /** Its id on the wire, chosen by its sender. */
  readonly wire: string;
  /** Of a file we get: made safe. */
  readonly name: string;
  /** Bytes of the whole, of each block but the last, and of what is here or confirmed (as of the last record). */
  readonly size: number;
  readonly block: number;
  /** Of a folder: how many files are in it; null: a plain file. */
  readonly items: number | null;
  readonly moved: number;
  /** When it was offered, and when it last moved on or ended; milliseconds since 1970. */
  readonly at: number;
  readonly movedAt: number;
  readonly state: FileState;
  /** Why it ended, or is paused by nobody's wish, as a sentence; else empty. */
  readonly why: string;
}

/** A file we send, as stored. */
export interface SentFile extends KeptFile {
  readonly direction: 'out';
  /** Absolute; and what the system says of the file there, by which another one is known. */
  readonly path: string;
  readonly mark: string;
  /** The other side may have heard of it. */
  readonly announced: boolean;
}

/** A file we get, as stored. */
export interface ReceivedFile extends KeptFile {
  readonly direction: 'in';
  /** Where it goes; null: the account's own folder. Fixed when it is taken. */
  readonly folder: string | null;
  /** 32 hex digits, by which the unfinished file is found; empty before it is taken. */
  readonly part: string;
  /** Where it is now; null before it is whole. */
  readonly path: string | null;
}

export type FileRecord = SentFile | ReceivedFile;

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
  /** Circuits over which the files of one contact come to us at once (extension `bulk`), 1 to 8; 1 where absent. */
  readonly fileCircuits?: number | undefined;
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
  /** What of a day's bytes was used when that was last kept. */
  readonly spent: SpentDay | null;
}

export interface SpentDay {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly bytes: number;
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
