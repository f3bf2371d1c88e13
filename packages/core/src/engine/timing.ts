// Every clock and bound of the engine in one place. Milliseconds unless a name says otherwise.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A handshake without the other side's pong asks again after this, when its ping has come (protocol.md 11.3) ... */
export const REPING_AFTER = 3 * SECOND;
/** ... and then, as with no ping at all, each time this has passed (0.9.9.553: the same). */
export const REPING_EVERY = 30 * SECOND;
/** No more than so many on one connection of ours for those that claim the name of a proven one: 0.9.9.555 may answer each with a new connection. */
export const PINGS_WHILE_PROVEN = 8;
/** A handshake that came to nothing is given up (0.9.9.553: the same). */
export const HANDSHAKE_LIMIT = 150 * SECOND;

/** Both sides offered the seal: it stands by then, or the session ends. */
export const SEAL_LIMIT = 60 * SECOND;

/** `status` after the greeting, then so seldom that two still come within the 240 s of silence at which peers drop us. */
export const FIRST_KEEPALIVE = 30 * SECOND;
export const KEEPALIVE = 105 * SECOND;
export const KEEPALIVE_JITTER = 10 * SECOND;
/** A verified link without ping or status is dead after this. */
export const DEAD_AFTER = 240 * SECOND;
/** How often links are looked at for the limits above and below. */
export const SWEEP_EVERY = 15 * SECOND;
/** A stranger's link that never named itself is closed. */
export const SILENT_LIMIT = 45 * SECOND;
/** A link whose peer does not read is closed after this much congestion. */
export const CONGESTED_LIMIT = 60 * SECOND;

/** A dial that nobody waits for may take this long; one that answers a ping gives up sooner and tries again. */
export const DIAL_DEADLINE = 40 * SECOND;
export const ANSWER_DEADLINES = [10 * SECOND, 20 * SECOND, DIAL_DEADLINE] as const;
/** Pauses between dials that answer a ping whose link still stands. */
export const ANSWER_PAUSES = [
  1 * SECOND,
  2 * SECOND,
  4 * SECOND,
  8 * SECOND,
  15 * SECOND,
  30 * SECOND,
] as const;
/** First pause after a lost session; then it doubles from `RETRY_FIRST` up to `RETRY_CAP`, each with jitter of a quarter. */
export const AFTER_LOSS = 1 * SECOND;
export const AFTER_LOSS_JITTER = 2 * SECOND;
export const RETRY_FIRST = 4 * SECOND;
export const RETRY_CAP = 9 * MINUTE;
/** Who did not answer so many dials in a row is away: a dial by routine is no more than a look then, for who comes dials us. */
export const AWAY_AFTER = 4;
/** Dials wait for our own descriptor (who answers us needs it), but not longer than this. */
export const PUBLISH_PATIENCE = 20 * SECOND;
/** When the network comes, contacts are dialled over this much time each ten of them. */
export const START_SPREAD_PER_TEN = 200;

/** Dials at once for contacts, and for strangers whose pings ask us to connect. */
export const DIALS_AT_ONCE = 16;
export const STRANGER_DIALS_AT_ONCE = 2;
export const STRANGER_DIALS_A_MINUTE = 6;
/** Dials that answer unproven pings in the name of one contact. */
export const ANSWER_DIALS_A_MINUTE = 8;
/** Fruitless routine dials over all contacts: so many at once, then so many a second, which gives each of 500 one in ten minutes. */
export const FRUITLESS_DIALS = 120;
export const FRUITLESS_A_SECOND = 1.25;

/** Links that have not said who they are, and those that have not proven it; the oldest goes when one more comes. */
export const SILENT_LINKS = 128;
export const CLAIMING_LINKS = 128;
export const CLAIMING_LINKS_PER_ID = 4;
export const STRANGERS = 64;
export const STRANGER_LIMIT = 240 * SECOND;
export const REQUESTS = 100;
export const REQUEST_TEXTS = 20;
export const REQUEST_TEXT_BYTES = 4096;
export const CONTACTS = 5000;

/** What one peer, or all the nameless together, did wrong is told at most this often. */
export const VIOLATION_EVERY = 10 * SECOND;

/** What a peer tells of itself is recorded and shown so many times at once, then so many times a second, the last word last. */
export const CHANGES = 32;
export const CHANGES_A_SECOND = 0.2;

/** Pings on one link in `PING_WINDOW` before it is a flood. */
export const PINGS = 20;
export const PING_WINDOW = 10 * SECOND;
/** Distinct cookies answered on one of our connections (quirk 14 needs two). */
export const ANSWERED_COOKIES = 8;
/** Answers a peer can draw from us without doing anything for it: so many at once, then so many a second. */
export const ANSWERS = 64;
export const ANSWERS_A_SECOND = 8;

/** A text's UTF-8 bytes: escaped twofold and with its header it still fits a line. */
export const MAX_TEXT_BYTES = 500_000;
export const OUTBOX_TEXTS = 10_000;
export const UNREAD_TEXTS = 20_000;
/** Texts on the way to a contact without its receipt, and their UTF-16 units. */
export const WINDOW_TEXTS = 512;
export const WINDOW_UNITS = 1 << 20;

/** Texts to a client that confirms nothing leave in portions of so many, or so many UTF-16 units, with a pause between them. */
export const PORTION_TEXTS = 128;
export const PORTION_UNITS = 64 * 1024;
export const PORTION_PAUSE = 500;
/** How long such a client is waited for to give back a token, before texts go without. */
export const TOKEN_PATIENCE = 60 * SECOND;

/** Unsent bytes on a link from which the driver calls it congested. */
export const CONGESTED_BYTES = 256 * 1024;

/** How long a peer with a doubtful link has to answer `latency_ping`. */
export const PROBE_LIMIT = 8 * SECOND;
export const PROBE_EVERY = 20 * SECOND;

/** A contact gets a new voucher this often, and when what it says changed; never more than one in `VOUCHER_PAUSE`. */
export const VOUCHER_RENEW = 24 * 60 * MINUTE;
export const VOUCHER_PAUSE = MINUTE;
/** A look at our own address: how long the dial may take, and whoever answers to say who it is, and to give way. */
export const TWIN_DEADLINE = 20 * SECOND;
export const TWIN_PATIENCE = 10 * SECOND;
export const TWIN_YIELD = 5 * SECOND;
/** A look that told nothing is repeated after this, and so many in a row mean that somebody else is there. */
export const TWIN_RETRY = 5 * SECOND;
export const TWIN_MISSES = 3;
/** While another machine runs the account we look this often whether it still does. */
export const TWIN_AGAIN = 60 * SECOND;
export const TWIN_AGAIN_JITTER = 30 * SECOND;
/** While ours runs it: the first look after it was published, and those from then on. */
export const TWIN_FIRST_CHECK = 30 * SECOND;
export const TWIN_CHECK = 60 * MINUTE;
export const TWIN_CHECK_JITTER = 15 * MINUTE;
/** Without a network for so long, we look again before we publish. */
export const TWIN_ABSENCE = 5 * MINUTE;
/** How long an account that came back from its words takes vouchers, unless its user ends it before. */
export const RETURNING = 90 * 24 * 60 * MINUTE;

/** Files as the legacy client sends them: bytes of a block, blocks under way. */
export const FILE_BLOCK = 8192;
export const FILE_WINDOW = 16;
/** The same towards those who are known to bear it: 0.9.9.553 answers only five times a second. */
export const FILE_LARGE_BLOCK = 64 * 1024;
export const FILE_LARGE_WINDOW = 32;
/** How far ahead of what is here a sender of old is confirmed, so that it need not wait for each answer. */
export const FILE_AHEAD = 4 << 20;
/** The largest block we take, whatever its sender announces. */
export const FILE_BLOCK_MOST = 256 * 1024;
/** To whom can open lanes (extension `bulk`): the same, for files that get none. */
export const FILE_BULK_BLOCK = 128 * 1024;
export const FILE_BULK_WINDOW = 16;
/** And for those that do: what a block costs hardly depends on its size. */
export const FILE_LANE_BLOCK = 256 * 1024;
export const FILE_LANE_WINDOW = 8;
/** From so many bytes that are to come on, lanes are opened; the dial of one. */
export const LANE_BYTES = 1 << 20;
export const LANE_DEADLINE = 45 * SECOND;
/** How often it is looked whether they are still needed, and when one that broke is opened again. */
export const LANE_IDLE = 30 * SECOND;
export const LANE_RETRY = 2 * SECOND;
export const LANE_RETRY_CAP = 5 * MINUTE;
/** Lanes that we open to one contact at most, and those with one contact that both sides opened. */
export const LANES_OPENED = 8;
export const LANES_MOST = 16;
/** A sender that speaks `bulk` hears what the disk has after so many bytes, or so much time. */
export const FILE_CONFIRMED = 1 << 20;
export const FILE_CONFIRM = SECOND;
/** Bytes read from the disk at a time; those that may wait for it, and so those that may be under way on lanes beyond what is confirmed. */
export const FILE_READ = 2 * FILE_LANE_BLOCK;
export const FILE_UNWRITTEN = 8 << 20;
/** Files on their way with one contact, and in all, each way. */
export const FILES_PER_CONTACT = 16;
export const FILES = 128;
/** Files that ended, with one contact and each way: their senders may have missed the last word. */
export const FILES_REMEMBERED = 32;
/** Silence until a sender sends again from where it was confirmed, doubling up to the cap. */
export const FILE_RESEND = 20 * SECOND;
export const FILE_RESEND_CAP = 4 * MINUTE;
/** Silence until a receiver asks again: one who has the extension loses nothing within a session. Doubling up to the cap. */
export const FILE_ASK_AGAIN = 60 * SECOND;
export const FILE_ASK_OLD_AGAIN = 20 * SECOND;
export const FILE_ASK_CAP = 4 * MINUTE;
/** While our user thinks it over the sender hears of us: 0.9.9.553 drops a contact after 10 minutes of silence. */
export const FILE_STILL_ASKING = 9 * MINUTE;
/** A transfer that stood still for so long is given up: with the contact online, and in any case. */
export const FILE_SILENCE = 60 * MINUTE;
export const FILE_ABSENCE = 30 * 24 * 60 * MINUTE;
/** How often one is looked at whose contact is away: no timer of a machine waits for a month. */
export const FILE_LOOK_AGAIN = 60 * MINUTE;
/** How often a disk that was full is asked again. */
export const FILE_LOOK_FOR_ROOM = MINUTE;
/** Wrong blocks in a row before a transfer is given up. */
export const FILE_DAMAGED = 16;
/** How often the other side's pauses are shown at once, and a second. */
export const FILE_TURNS = 16;
export const FILE_TURNS_A_SECOND = 0.5;
/** New beginnings that the other side may ask for at once, and a second. */
export const FILE_RESTARTS = 32;
export const FILE_RESTARTS_A_SECOND = 2;
/** Keys of a peer that still open tunnels, and how long one does after its session. */
export const TUNNEL_KEYS = 3;
export const TUNNEL_KEY_GRACE = 10 * MINUTE;
/** Tunnels that a peer may open at once, and a second. */
export const TUNNEL_OPENS = 256;
export const TUNNEL_OPENS_A_SECOND = 64;
/** Local ports that lead to contacts. */
export const FORWARDS = 256;
export const SOCKS_PORTS = 16;

/** Progress is shown at most this often. */
export const FILE_PROGRESS = 500;
