// Rules over a container's network, which its own programs have no right to make: a helper beside it makes them and is gone.
import type { Container } from './container.ts';
import { docker } from './docker.ts';
import { labelsOf } from './run.ts';

interface Helper {
  /** The run to which it belongs, by its id. */
  readonly run: string;
  /** One that has nft. */
  readonly image: string;
}

/** `rules`: a script of nft(8). Throws an EngineError. */
export async function ruleNetwork(
  { run, image }: Helper,
  { id }: Pick<Container, 'id'>,
  rules: string,
): Promise<void> {
  const labels = labelsOf(run).flatMap((label) => ['--label', label]);
  const rights = ['--cap-drop', 'ALL', '--cap-add', 'NET_ADMIN', '--user', '0'];
  const words = ['run', '--rm', '--interactive', ...labels, '--network', `container:${id}`, ...rights];
  await docker([...words, image, 'nft', '-f', '-'], { input: rules });
}
