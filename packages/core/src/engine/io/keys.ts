// What connections and files are called between the engine and the driver.

/** Names one TCP connection. The engine names those it dials from 1 upwards, the driver those it accepts from -1 downwards. */
export type LinkId = number;

/** Names one transfer of the account, out or in; never given again. */
export type FileKey = number;
