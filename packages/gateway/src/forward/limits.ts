// The bounds of forwarding. Milliseconds and bytes unless a name says otherwise.

/**
 * Plaintext of one frame as we send it. A larger one would wait long for its end on a slow circuit; smaller ones cost: each takes
 * a cipher of its own. Half of what a socket of node reads at once.
 */
export const FRAME_BYTES = 32 * 1024;
/** What the opener sends, and keeps, before the other side has said yes. */
export const EARLY_BYTES = 64 * 1024;
/** A dial of a tunnel. */
export const DIAL_DEADLINE = 45_000;
/** How long a shared port of this machine has to answer. */
export const TARGET_DEADLINE = 10_000;
/** Connections through one forward, and of one contact to all our shares. */
export const CONNECTIONS_PER_FORWARD = 1024;
export const CONNECTIONS_PER_CONTACT = 1024;
/** When both sides have said all, the other one has this long to hear it: its program may read slowly. */
export const LINGER = 15 * 60_000;
/** How long a yes waits for the first bytes behind it, to leave with them: Nagle's rule would hold those back for 40. */
export const YES_PATIENCE = 5;
/** How often the port of a forward is tried that another program has. */
export const RETRY_DOOR = 10_000;
/** How often what contacts used of their day is kept; a machine that loses its power forgets no more than that. */
export const KEEP_SPENT = 60_000;
/** What a program has to say which service it wants of a SOCKS port. */
export const SOCKS_DEADLINE = 10_000;
/** Services that one program speaks to through its UDP ASSOCIATE. */
export const FLOWS_PER_ASSOCIATION = 64;

/** How much older than the youngest a datagram may get on its way. */
export const LATENESS = 250;
/** Of that, what is left for what no clock sees: a turn of the loop before a datagram is read, and rounding. */
export const UNSEEN = 15;
/** The share of the lateness which may be spent waiting in kernels and in tor: the rest is for what nobody can foresee. */
export const QUEUE_SHARE = 0.5;
/** And the share that may be spent waiting to be sent: what waits longer would come too late. */
export const WAIT_SHARE = 0.3;
/** What may be on its way before anything is known of the way, and at least: a call needs it where a round takes a second. */
export const WINDOW_LEAST = 16 * 1024;
export const WINDOW_MOST = 4 * 1024 * 1024;
/** By which share of what is reported it grows while there is no queue, and by how much it shrinks where there is one. */
export const WINDOW_GROWTH = 0.25;
export const WINDOW_SHRINKS = 0.8;
/** Datagrams that wait to be sent, each with what it costs beside its bytes. */
export const QUEUE_BYTES = 256 * 1024;
export const DATAGRAM_COST = 64;
/** What a stream's socket may hold unsent: only with somebody who reports what he has not read is it more. */
export const UNSENT_BYTES = 1024 * 1024;
/** How often a receiver tells how far it is, while something comes. */
export const REPORT_EVERY = 50;
/** Over how much time the least delay of a way is measured. */
export const DELAY_SPAN = 60_000;
/** A flow without a datagram for so long is over. */
export const FLOW_IDLE = 120_000;
/** A question that waits alone for its flow to be opened is still worth an answer after so long. */
export const FIRST_PATIENCE = 5000;
export const FLOWS_PER_FORWARD = 256;
/** Streams of one flow: two, and one that is to take the place of another. */
export const WAYS_PER_FLOW = 3;
/** An accepted stream that has not said by then which flow it is of is closed. */
export const NAMED_WITHIN = 30_000;
/** How often, of two ways, the slower one gives its place to a fresh one, or a lost one is replaced. */
export const RENEW_EVERY = 30_000;
/** How long no flow is opened after one could not be: from, to. */
export const REST_LEAST = 1000;
export const REST_MOST = 16_000;
