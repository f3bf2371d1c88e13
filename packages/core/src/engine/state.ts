// What the engine holds between two inputs: peers, links, and the one state that contains them.
import type { TorchatId } from '../identity/id.ts';
import type {
  Avatar,
  Contact,
  FileRecord,
  Forward,
  Numbering,
  OpenText,
  OwnStatus,
  Presence,
  Profile,
  Reachability,
  Settings,
  Share,
  TunnelSettings,
  VoucherBook,
  Vouchers,
} from '../model.ts';
import type { Md5, Random } from '../ports.ts';
import type { Budget } from './budget.ts';
import type { Lane, PeerLanes } from './bulk/state.ts';
import type { FileKey, LinkId } from './io/keys.ts';
import type { Output } from './io/output.ts';
import type { OwnSeal, Sealing } from './seal/state.ts';
import type { Channel } from './seal/channel.ts';
import type { SessionState } from './session.ts';
import type { TimerOwner, Timers } from './timers.ts';
import type { TokenForm } from './tokens.ts';
import type { Transfer } from './transfer/state.ts';
import type { PeerTunnels } from './tunnel/state.ts';
import type { Twin } from './twin/state.ts';
import type { VoucherKeys } from './voucher/token.ts';

/** A connection that somebody made to our onion service. Anonymous until a pong proves it. */
export interface InLink {
  readonly link: LinkId;
  readonly side: 'in';
  /** Who it claims to be since its first ping. */
  claims: TorchatId | null;
  /** The cookie of its last ping. */
  cookie: Uint8Array | null;
  /** Set by the right pong: this is that peer's proven connection. */
  peer: Peer | null;
  /** It was proven, and its user is no contact any more: what it still says is late, not wrong. */
  disowned: boolean;
  readonly openedAt: number;
  /** When its last ping or status came: what keeps it alive. */
  lastActive: number;
  /** When its last line came, whatever it was. */
  heardAt: number;
  pings: number;
  pingsSince: number;
  congestedSince: number | null;
  /** Under the seal: what seals our lines here, and what opens theirs. */
  write: Channel | null;
  read: Channel | null;
}

/** A connection that we made to a peer's onion service. Tor guarantees who is at the other end. */
export interface OutLink {
  readonly link: LinkId;
  readonly side: 'out';
  readonly peer: Peer;
  /** Cookies answered here with a pong. */
  readonly answered: Uint8Array[];
  /** Pings sent since the last sign of progress. */
  pings: number;
  readonly openedAt: number;
  congestedSince: number | null;
  write: Channel | null;
  read: Channel | null;
}

export type Link = InLink | OutLink;

/** What the peer said of itself since its proven connection stands. */
export interface Greeting {
  extensions: readonly string[];
  client: string;
  version: string;
  /** Its first status came: the greeting is complete. */
  complete: boolean;
  /** When what follows from a complete greeting was done. */
  settledAt: number | null;
  status: OwnStatus;
  name: string;
  text: string;
  alpha: Uint8Array | null;
  /** A stranger's picture, for the row it may become; everybody else's is in the row. */
  avatar: Avatar | null;
  /** It said `add_me`. */
  addsUs: boolean;
  /** It presented a voucher: once is enough. */
  presented: boolean;
  /** Towards a client of old: the token it was asked to give back, and the form in which it did; null until it is known. */
  question: bigint | null;
  receipts: TokenForm | 'none' | null;
  /** A numbered text of its was not taken: none is, until it sends that one again. */
  refused: boolean;
}

export interface Told {
  readonly name?: string;
  readonly text?: string;
  readonly avatar?: Avatar | null;
  readonly voucher?: Uint8Array;
}

/** A contact, a request, somebody blocked, a stranger, or ourselves. */
export interface Peer extends TimerOwner {
  readonly id: TorchatId;
  /** Null for strangers and ourselves. */
  contact: Contact | null;
  /** Ours for this peer in this run: decimal digits of 256 random bits. */
  readonly cookie: Uint8Array;
  state: SessionState;
  out: OutLink | null;
  in: InLink | null;
  greeting: Greeting;
  /** It heard our greeting on these connections: what changes from now on has to be told, whether it is online yet or not. */
  greeted: boolean;
  sealing: Sealing;
  /** Of a pinned contact: `held` since it came without the seal, until the user accepts that (`accepted`) for one session. */
  unsealed: 'none' | 'held' | 'accepted';
  presence: Presence;
  /** The link being dialled, before it is an `OutLink`. */
  dialling: LinkId | null;
  /** Why the dial is made, which decides its deadline and what follows when it fails. */
  purpose: DialPurpose;
  /** Fruitless dials in a row, and fruitless dials in answer to pings. */
  failures: number;
  answerFailures: number;
  readonly answerDials: Budget;
  /** Bounds what the peer can make us send. */
  readonly answers: Budget;
  /** Bounds how often we record and show what it tells of itself; what is not recorded yet is in `told`. */
  readonly changes: Budget;
  told: Told;
  /** For strangers, when it appeared. */
  readonly since: number;
  numbering: Numbering;
  /** The outbox, by seq; those before `flushed` are on the way in this session. */
  readonly open: OpenText[];
  flushed: number;
  flushedUnits: number;
  /** The highest seq that may ever have been on a wire. */
  maybeSent: number;
  /** A client of old that gave back no token in this run. */
  mute: boolean;
  readonly unread: number[];
  /** An unanswered `latency_ping`: its id and when it left. */
  probe: { readonly id: string; readonly at: number; readonly doubt: boolean } | null;
  probedAt: number;
  violatedAt: number;
  /** Files on their way with it, and those that ended lately, oldest first. */
  readonly files: Set<Transfer>;
  readonly pastFiles: FileRecord[];
  readonly tunnels: PeerTunnels;
  readonly lanes: PeerLanes;
  vouchers: Vouchers;
  /** Our last voucher of this session: what its receipt will say, and that it is not the last word yet. */
  issuing: {
    readonly receipt: string;
    readonly digest: string;
    readonly at: number;
    readonly sentAt: number;
  } | null;
  /** Its mark among removed ids, once it was needed. */
  mark: string | null;
}

/** `user`: somebody waits for it. `answer`: an unproven ping asked for it. `proven`: a proven connection lacks ours. */
export type DialPurpose = 'routine' | 'user' | 'answer' | 'proven';

/** Owner of the timers that belong to no single peer. */
export interface Everyone extends TimerOwner {
  readonly id: null;
  violatedAt: number;
}

export interface Core {
  readonly id: TorchatId;
  readonly random: Random;
  readonly md5: Md5;
  /** Null where we do not hold our onion key: then no seal is offered. */
  readonly seal: OwnSeal | null;
  now: number;
  outputs: Output[];
  readonly timers: Timers<Peer | Everyone | Transfer>;
  readonly everyone: Everyone;
  readonly peers: Map<TorchatId, Peer>;
  readonly self: Peer;
  /** Those of `peers` who are on no list, ourselves left out; oldest first. */
  readonly strangers: Set<Peer>;
  readonly links: Map<LinkId, Link>;
  readonly lanes: Map<LinkId, Lane>;
  /** Those of `links` that have not said who they are, oldest first. */
  readonly silent: Set<InLink>;
  /** Those of `links` that said who they are and have not proven it, in the order in which they said so. */
  readonly claiming: Set<InLink>;
  /** Dials under way, by link. */
  readonly dials: Map<
    LinkId,
    { readonly peer: Peer; readonly stranger: boolean; readonly startedAt: number }
  >;
  /** Whose numbered texts came since the last receipts. */
  readonly owed: Set<Peer>;
  strangersDialling: number;
  /** Who waits for a place to dial, first come first; `urgent` ones before all `routine` ones. */
  readonly urgent: Set<Peer>;
  readonly routine: Set<Peer>;
  readonly strangerDials: Budget;
  readonly fruitless: Budget;
  nextLink: LinkId;
  readonly files: Map<FileKey, Transfer>;
  nextFile: FileKey;
  /** What an earlier run left of files was taken up. */
  filesBegun: boolean;
  lastKey: number;
  network: boolean;
  /** Our descriptor is up, or we have waited long enough for it. */
  mayDial: boolean;
  profile: Profile;
  /** Ours. Without a pixel: one was taken away. */
  avatar: Avatar | null;
  status: OwnStatus;
  settings: Settings;
  shares: readonly Share[];
  forwards: readonly Forward[];
  tunnelSettings: TunnelSettings;
  /** Null where we do not hold our onion key: then somebody else answers for it that one machine runs. */
  readonly twin: Twin | null;
  /** `keys` are null where no words lead to the account; `lastDate` is that of our newest voucher. */
  readonly vouching: { readonly keys: VoucherKeys | null; book: VoucherBook; lastDate: number };
  reachability: Reachability;
}
