// Takes the streams that contacts open to our shares, within bounds.
import { encodeLine } from '@torchat/core';
import type { ArrivedTunnel, TunnelHandler } from '@torchat/core/node';
import { CONNECTIONS_PER_CONTACT } from './limits.ts';
import type { RunningTunnels } from './running.ts';
import { serveTcp } from './tcp/serve.ts';

export function serveShares(running: RunningTunnels): TunnelHandler {
  return {
    arrived(tunnel) {
      tunnel.socket.on('error', () => undefined);
      if (running.countOf(tunnel.id) >= CONNECTIONS_PER_CONTACT) return refuse(tunnel);
      void running.run(tunnel.id, tunnel.share.name, (signal) => serve(tunnel, signal));
    },
    cut: (contact, share) => running.cut(contact, share),
  };
}

async function serve(tunnel: ArrivedTunnel, signal: AbortSignal): Promise<void> {
  switch (tunnel.share.kind) {
    case 'tcp':
      return serveTcp(tunnel, signal);
    case 'udp':
      return refuse(tunnel);
    default:
      return tunnel.share.kind satisfies never;
  }
}

function refuse({ socket }: ArrivedTunnel): void {
  socket.write(encodeLine({ command: 'tunnel_refused', reason: 'busy' }));
  socket.destroySoon();
}
