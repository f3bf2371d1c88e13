// What the engine tells: screens, the API and the peer interface show it.
import type { TorchatId } from '../../identity/id.ts';
import type {
  Contact,
  Forward,
  Message,
  MessageState,
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
import type { FileView, SealView, TwinView } from './view.ts';

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
  /** A contact wants to send us a file, and our user has to say whether; nothing of it is kept before `accept_file`. */
  | { readonly type: 'file_offer'; readonly file: FileView }
  /** A transfer began, went on (told at a bounded rate), or has another state. */
  | { readonly type: 'file_progress'; readonly file: FileView }
  /** One that had ended is on the list no more. */
  | { readonly type: 'file_gone'; readonly key: FileKey }
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
