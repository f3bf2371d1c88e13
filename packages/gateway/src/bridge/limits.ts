// Every clock and bound of the bridge in one place. Milliseconds unless a name says otherwise.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A stream from Tor that has not named itself, and one that has not proven it, are closed after this. */
export const SILENT_LIMIT = 45 * SECOND;
/** Longer than the 270 s after which 0.9.9.553 notices a dead connection and hears the new one (protocol.md, quirk 11). */
export const UNPROVEN_LIMIT = 5 * MINUTE;
/** Streams that have proven nothing: the oldest goes when one more comes. */
export const UNPROVEN_STREAMS = 128;
export const UNPROVEN_STREAMS_PER_ID = 4;
/** Ids that claim one alias at the same time. */
export const CLAIMANTS = 4;
/** All streams from Tor; the old program has a thread for each. */
export const STREAMS = 1024;

/** Aliases in the book: those the user added, and those that were learned. */
export const BOOK_ADDED = 4096;
export const BOOK_LEARNED = 4096;

/** Cookies remembered of one outgoing connection (protocol.md, quirk 14 needs two), and the longest of them, bytes. */
export const COOKIES = 8;
export const COOKIE_BYTES = 256;

/** Connections of the old program to the SOCKS port, and how long it may take to say what it wants. */
export const SOCKS_CONNECTIONS = 256;
export const SOCKS_DEADLINE = 10 * SECOND;

/** 0.9.9.553 writes down that it dials after it has begun to: refused before, it would take the dead connection for one for ever. */
export const REFUSAL_PAUSE = 250;

export const DIAL_DEADLINE = 45 * SECOND;
export const DIALS_AT_ONCE = 16;
/** Whom only a ping made known: dialling them can be used to find our guard. */
export const STRANGER_DIALS_AT_ONCE = 2;
export const STRANGER_DIALS_A_MINUTE = 6;
/** At once, and a minute. The old program never tries more often by itself; pings in the name of one who is offline make it. */
export const DIALS_A_MINUTE_PER_ID = 12;

/** What was on its way when one side closed may still reach the other. */
export const LINGER = 5 * SECOND;
