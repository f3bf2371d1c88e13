// What a picture that somebody chooses as an avatar may cost, at most.

/** Bytes of the file. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
/** Pixels of one side. */
export const MAX_SIDE = 4096;
/** Pixels at all: a screen of 4K. */
export const MAX_PIXELS = 3840 * 2160;
