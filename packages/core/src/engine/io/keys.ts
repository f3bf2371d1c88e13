// What connections and files are called between the engine and the driver.

/** Names one TCP connection. The engine names those it dials from 1 upwards, the driver those it accepts from -1 downwards. */
export type LinkId = number;

/** Names one transfer of this run, out or in, from 1 upwards. */
export type FileKey = number;
