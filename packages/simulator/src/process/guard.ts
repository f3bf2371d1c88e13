// A small shell that outlives this process by a moment: however we end, our children and folders end with us.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

// Reads `add PID` and `gone PID`; at the end of its input it kills whoever is left and removes the folders it was given.
const SCRIPT = `
pids=
while read -r word pid; do
  case $word in
    add) pids="$pids $pid" ;;
    gone) left=; for p in $pids; do [ "$p" = "$pid" ] || left="$left $p"; done; pids=$left ;;
  esac
done
[ -z "$pids" ] || kill -KILL $pids 2>/dev/null
for folder do
  left=20
  until rm -rf -- "$folder" 2>/dev/null || [ $left = 0 ]; do left=$((left - 1)); sleep 0.2; done
done
`;

export interface Guard extends AsyncDisposable {
  add(pid: number): void;
  gone(pid: number): void;
  /** Kills what was added and not gone, and removes the folders; resolves when that is done. Idempotent. */
  close(): Promise<void>;
}

/** `folders` are removed when the guard is closed, and when this process dies, be it by SIGKILL. */
export function startGuard(folders: readonly string[]): Guard {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'torchat-guard', ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own session: a Ctrl-C of the terminal must not reach it before us.
    detached: true,
  });
  // A guard that could not start or was killed leaves the orderly close, which every owner does himself.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  const ended = shell.pid === undefined ? Promise.resolve() : once(shell, 'exit');
  const close = async (): Promise<void> => {
    shell.stdin.end();
    await ended;
  };
  return {
    add: (pid) => void shell.stdin.write(`add ${pid}\n`),
    gone: (pid) => void shell.stdin.write(`gone ${pid}\n`),
    close,
    [Symbol.asyncDispose]: close,
  };
}
