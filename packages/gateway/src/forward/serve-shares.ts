// Takes the streams that contacts open to our shares, within bounds.
import { encodeLine } from '@torchat/core';
import type { ArrivedTunnel, TunnelHandler } from '@torchat/core/node';
import { CONNECTIONS_PER_CONTACT } from './limits.ts';
import type { RunningTunnels } from './running.ts';
import { serveTcp } from './tcp/serve.ts';
import { UdpShares } from './udp/serve.ts';

export function serveShares(running: RunningTunnels): TunnelHandler {
  const udp = new UdpShares();
  return {
    arrived(tunnel) {
      tunnel.socket.on('error', () => undefined);
      if (running.countOf(tunnel.id) >= CONNECTIONS_PER_CONTACT) return refuse(tunnel);
      void running.run(tunnel.id, tunnel.share.name, (signal) => serve(udp, tunnel, signal));
    },
    cut: (contact, share) => running.cut(contact, share),
  };
}

function serve(udp: UdpShares, tunnel: ArrivedTunnel, signal: AbortSignal): Promise<void> {
  switch (tunnel.share.kind) {
    case 'tcp':
      return serveTcp(tunnel, signal);
    case 'udp':
      return udp.serve(tunnel, signal);
    default:
      return tunnel.share.kind satisfies never;
  }
}

function refuse({ socket }: ArrivedTunnel): void {
  socket.write(encodeLine({ command: 'tunnel_refused', reason: 'busy' }));
  socket.destroySoon();
}
