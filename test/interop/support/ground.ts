// What all container worlds of one run stand on: the images, a network that leads nowhere else, and the private Tor network on it.
import {
  ensureImages,
  findEngine,
  type Images,
  openRun,
  startContainerTornet,
} from '@torchat/simulator/containers';

/** Plain data, so that whoever starts the run can hand it to the process that tells the lives. */
export interface Ground {
  readonly run: string;
  readonly network: string;
  readonly images: Images;
  /** For the torrc of every client. */
  readonly torrc: readonly string[];
}

export interface OpenGround extends AsyncDisposable {
  readonly ground: Ground;
}

/** Builds the images that are stale. Closing it removes every container of the run. Throws an EngineError, `tor_failed`. */
export async function openGround(say: (sentence: string) => void, signal: AbortSignal): Promise<OpenGround> {
  await findEngine(signal);
  const images = await ensureImages({ say, signal });
  await using stack = new AsyncDisposableStack();
  const run = stack.use(await openRun(signal));
  const network = await run.network();
  let last = '';
  const { torrc } = await startContainerTornet({
    run: run.id,
    network,
    image: images.tor,
    profile: 'default',
    signal,
    onProgress: (_, sentence) => {
      if (sentence !== last) say(sentence);
      last = sentence;
    },
  });
  const held = stack.move();
  return {
    ground: { run: run.id, network, images, torrc },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
