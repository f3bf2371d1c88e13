// What the user asks of the engine, and what it answers.
import type { ErrorCode } from '../../errors.ts';
import type { TorchatId } from '../../identity/id.ts';
import type {
  Avatar,
  FilePolicy,
  Forward,
  Message,
  OwnStatus,
  Profile,
  ServiceKind,
  Settings,
  Share,
  TunnelSettings,
} from '../../model.ts';
import type { FrameKeys } from '../../tunnel/proof.ts';
import type { FileKey } from './keys.ts';
import type { FileView } from './view.ts';

/** What the user asks for. */
export type Command =
  /** Adds a contact, accepts a request, takes back one that removed us, unblocks. */
  | { readonly type: 'add'; readonly id: TorchatId; readonly name?: string }
  | { readonly type: 'remove'; readonly id: TorchatId }
  | { readonly type: 'rename'; readonly id: TorchatId; readonly name: string }
  | { readonly type: 'note'; readonly id: TorchatId; readonly note: string }
  | { readonly type: 'file_policy'; readonly id: TorchatId; readonly policy: FilePolicy }
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
  /** `source` is the driver's name for what is read; the engine closes it, also when it refuses. `mark`: see `SentFile`. */
  | {
      readonly type: 'send_file';
      readonly id: TorchatId;
      readonly source: number;
      readonly path: string;
      readonly mark: string;
      readonly name: string;
      readonly size: number;
      /** Of a folder: how many files are in it. */
      readonly items?: number | null;
    }
  /** `folder`: where this one goes, an absolute path; absent: where the contact's files go. */
  | { readonly type: 'accept_file'; readonly file: FileKey; readonly folder?: string }
  | { readonly type: 'refuse_file'; readonly file: FileKey }
  /** Ends what is under way, or refuses an offer, from either side. */
  | { readonly type: 'cancel_file'; readonly file: FileKey }
  /** Nothing of it moves until it is resumed, over new starts too. */
  | { readonly type: 'pause_file'; readonly file: FileKey }
  | { readonly type: 'resume_file'; readonly file: FileKey }
  /** Takes one that has ended off the list; one under way is cancelled before. */
  | { readonly type: 'forget_file'; readonly file: FileKey }
  /** Adds a share or replaces the one of this name. */
  | { readonly type: 'share'; readonly share: Share }
  | { readonly type: 'unshare'; readonly name: string }
  | { readonly type: 'forward'; readonly forward: Forward }
  | { readonly type: 'unforward'; readonly forward: Pick<Forward, 'kind' | 'host' | 'port'> }
  /** All of them, in place of those before. */
  | { readonly type: 'tunnel_settings'; readonly settings: TunnelSettings }
  | { readonly type: 'open_tunnel'; readonly id: TorchatId; readonly service: string };

/** `message` is given for `send`, `file` for what is done to one, `tunnel` for `open_tunnel`. */
export type Reply =
  | {
      readonly ok: true;
      readonly message?: Message;
      readonly file?: FileView;
      readonly tunnel?: TunnelOpening;
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** How a tunnel is opened: `line` goes first, `tunnel_ok` with `ok` (32 bytes) has to come back. */
export interface TunnelOpening {
  readonly kind: ServiceKind;
  readonly line: Uint8Array;
  readonly ok: Uint8Array;
  readonly keys: FrameKeys;
}
