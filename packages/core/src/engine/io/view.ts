// How accounts, contacts and files look to a screen.
import type { TorchatId } from '../../identity/id.ts';
import type {
  Avatar,
  Contact,
  FileState,
  Forward,
  OwnStatus,
  Presence,
  Profile,
  Reachability,
  Service,
  Settings,
  Share,
  TunnelSettings,
} from '../../model.ts';
import type { FileKey } from './keys.ts';

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

/** A file offered, on its way, or that ended lately, as a screen shows it. */
export interface FileView {
  readonly key: FileKey;
  readonly contact: TorchatId;
  readonly direction: 'in' | 'out';
  /** Of a file we get: made safe, so that it is a name and nothing else. */
  readonly name: string;
  /** Bytes, of the whole and of what is confirmed or here. */
  readonly size: number;
  /** Of a folder: how many files are in it; null: a plain file. */
  readonly items: number | null;
  readonly moved: number;
  /** Bytes a second of late, 0 while nothing moves; and how long the rest takes at that rate, null where nobody knows. */
  readonly rate: number;
  readonly secondsLeft: number | null;
  /** `waiting`: for the other side to be there. Else as in `FileState`. */
  readonly state: FileState | 'waiting';
  /** Whose wish it is that nothing moves; both may have it. */
  readonly pausedBy: 'us' | 'them' | null;
  /** Why it ended, or is paused by nobody's wish, as a sentence; else empty. */
  readonly why: string;
  /** Where a file is that has arrived here; else null. */
  readonly path: string | null;
  /** When it was offered, and when it last moved on or ended; milliseconds since 1970. */
  readonly at: number;
  readonly movedAt: number;
}
