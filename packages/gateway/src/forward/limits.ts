// The bounds of forwarding. Milliseconds and bytes unless a name says otherwise.

/** Plaintext of one frame as we send it: on a slow circuit a larger one would wait long for its end. */
export const FRAME_BYTES = 16 * 1024;
/** What the opener sends, and keeps, before the other side has said yes. */
export const EARLY_BYTES = 64 * 1024;
/** A dial of a tunnel, and the wait for its answer. */
export const DIAL_DEADLINE = 45_000;
export const ANSWER_DEADLINE = 30_000;
/** How long a shared port of this machine has to answer. */
export const TARGET_DEADLINE = 10_000;
/** Connections through one forward, and of one contact to all our shares. */
export const CONNECTIONS_PER_FORWARD = 1024;
export const CONNECTIONS_PER_CONTACT = 1024;
/** What was written last has this long to leave: a slow circuit takes its time. */
export const LINGER = 60_000;
/** How often the port of a forward is tried that another program has. */
export const RETRY_DOOR = 10_000;
