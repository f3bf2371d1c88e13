// What the engine asks of the world, besides the inputs it is handed: a store and random bytes.
import type { TorchatId } from './identity/id.ts';
import type {
  Avatar,
  Forward,
  Contact,
  FileRecord,
  Message,
  MessageState,
  Numbering,
  OpenText,
  OwnStatus,
  Profile,
  Settings,
  Share,
  TunnelSettings,
  VoucherBook,
  Vouchers,
} from './model.ts';

/** Everything the engine starts from. */
export interface Snapshot {
  readonly profile: Profile;
  readonly avatar: Avatar | null;
  readonly status: OwnStatus;
  readonly settings: Settings;
  readonly contacts: readonly Contact[];
  readonly numbering: readonly Numbering[];
  readonly vouchers: readonly Vouchers[];
  readonly voucherBook: VoucherBook;
  /** Texts in state `waiting`, in order of their keys. */
  readonly outbox: readonly OpenText[];
  /** Received texts in state `unread`: their keys, ascending, per contact. */
  readonly unread: ReadonlyMap<TorchatId, readonly number[]>;
  readonly shares: readonly Share[];
  readonly forwards: readonly Forward[];
  readonly tunnelSettings: TunnelSettings;
  /** Files under way, and those that ended lately, by key; and the highest key of a file ever given, 0 before the first. */
  readonly files: readonly FileRecord[];
  readonly lastFile: number;
  /** The highest message key ever given, 0 before the first. Never given again, even when the message is gone. */
  readonly lastKey: number;
}

/** One thing to write. The engine decides; a store only keeps. */
export type Change =
  | { readonly type: 'profile'; readonly profile: Profile }
  /** Ours. Without a pixel: one was taken away, and contacts are told so. */
  | { readonly type: 'avatar'; readonly avatar: Avatar | null }
  | { readonly type: 'status'; readonly status: OwnStatus }
  | { readonly type: 'settings'; readonly settings: Settings }
  /** All of them, in place of all before. */
  | { readonly type: 'shares'; readonly shares: readonly Share[] }
  | { readonly type: 'forwards'; readonly forwards: readonly Forward[] }
  | { readonly type: 'tunnel_settings'; readonly settings: TunnelSettings }
  /** Insert or replace by id. */
  | { readonly type: 'contact'; readonly contact: Contact }
  /** Drops the contact with its messages, its numbering, its vouchers and its files. */
  | { readonly type: 'contact_gone'; readonly id: TorchatId }
  /** Insert or replace by contact. */
  | { readonly type: 'numbering'; readonly numbering: Numbering }
  /** Insert or replace by contact. */
  | { readonly type: 'vouchers'; readonly vouchers: Vouchers }
  | { readonly type: 'voucher_book'; readonly book: VoucherBook }
  /** Insert or replace by key. */
  | { readonly type: 'file'; readonly file: FileRecord }
  | { readonly type: 'file_gone'; readonly key: number }
  /** Insert. `seq` is given for texts of the outbox, null for received ones; `epoch` as in `OpenText`. */
  | {
      readonly type: 'message';
      readonly message: Message;
      readonly seq: number | null;
      readonly epoch?: string;
    }
  | { readonly type: 'message_state'; readonly key: number; readonly state: MessageState }
  | { readonly type: 'message_gone'; readonly key: number }
  /** Drops this contact's messages in state `sent`, `delivered` and `read`. */
  | { readonly type: 'history_gone'; readonly id: TorchatId };

export interface HistoryQuery {
  /** Only messages with a smaller key; from the newest when absent. */
  readonly before?: number;
  /** At most this many, 1 to 1000. */
  readonly limit: number;
}

/**
 * Where an account is kept. `apply` is one transaction: when it returns, all of it survives a crash of the machine;
 * when it throws, nothing of it happened. Synchronous, so that no other input can come between a decision and its record.
 */
export interface Store {
  load(): Snapshot;
  apply(changes: readonly Change[]): void;
  /** The last messages with one contact that match, oldest first. */
  history(contact: TorchatId, query: HistoryQuery): Message[];
  /** Frees the store; a second call does nothing. */
  close(): void;
}

/** A source of random bytes: the platform's CSPRNG, or a seeded one in a world of tests. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** MD5 of a file's block in lower-case hex. It tells an accident, nothing more: whoever sends the block sends the sum. */
export type Md5 = (bytes: Uint8Array) => string;

/** What the seal computes with. `agree` and `decrypt` answer null to what an attacker sends; nothing throws. */
export interface SealCrypto {
  /** X25519 (RFC 7748) of 32 and 32 bytes; null where all bytes of the result would be zero. */
  agree(secret: Uint8Array, point: Uint8Array): Uint8Array | null;
  /** The X25519 point of an Ed25519 public key, null where that is none. */
  pointOf(publicKey: Uint8Array): Uint8Array | null;
  /** ChaCha20-Poly1305 (RFC 8439) without associated data; key 32, nonce 12 bytes. The 16 bytes of tag come last. */
  encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array;
  decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null;
}
