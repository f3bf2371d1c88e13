// Whether containers can run here at all.
import { docker } from './docker.ts';
import { EngineError } from './engine-error.ts';

/** The version of the engine that answers. Throws an EngineError that says what to install or to start. */
export async function findEngine(signal?: AbortSignal): Promise<string> {
  try {
    return await docker(['version', '--format', '{{.Server.Version}}'], { signal });
  } catch (cause) {
    if (cause instanceof EngineError && cause.message.startsWith('docker version'))
      throw new EngineError(
        'No container engine answers: start it (Debian: systemctl start docker, or dockerd as root), and see to it that you may use it (group docker).',
        { cause },
      );
    throw cause;
  }
}
