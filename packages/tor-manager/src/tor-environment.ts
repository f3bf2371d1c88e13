// The environment of every tor that we start, also of one that only tells its version.

/** A passphrase in our environment is none of tor's business, nor of those who may read tor's. */
export function torEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TORCHAT_')));
}
