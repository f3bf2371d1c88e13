// Takes the streams that contacts open to our shares, within bounds.
import { encodeLine } from '@torchat/core';
import type { ArrivedTunnel, TunnelHandler } from '@torchat/core/node';
import { CONNECTIONS_PER_CONTACT } from './limits.ts';
import type { Quota } from './quota/quota.ts';
import type { Quotas } from './quota/quotas.ts';
import type { RunningTunnels } from './running.ts';
import type { ShareLog } from './share-log.ts';
import { serveTcp } from './tcp/serve.ts';
import { UdpShares } from './udp/serve.ts';

export interface ServeSharesOptions {
  readonly running: RunningTunnels;
  readonly quotas: Quotas;
  readonly log: ShareLog;
}

export function serveShares({ running, quotas, log }: ServeSharesOptions): TunnelHandler {
  const udp = new UdpShares();

  async function serve(tunnel: ArrivedTunnel, quota: Quota, signal: AbortSignal): Promise<void> {
    const { id, share } = tunnel;
    log.tell('opened', id, share.name);
    if (share.kind === 'udp') await udp.serve(tunnel, signal, quota);
    else await serveTcp(tunnel, signal, metered(quota));
    log.tell('closed', id, share.name);
  }

  return {
    arrived(tunnel) {
      const { id, share, socket } = tunnel;
      socket.on('error', () => undefined);
      const quota = quotas.of(id);
      const open = running.countOf(id);
      if (open >= CONNECTIONS_PER_CONTACT || !quota.allows(open)) {
        log.tell('busy', id, share.name);
        return refuse(tunnel);
      }
      void running.run(id, share.name, (signal) => serve(tunnel, quota, signal));
    },
    cut: (contact, share) => running.cut(contact, share),
  };
}

function metered(quota: Quota): Parameters<typeof serveTcp>[2] {
  const take = (bytes: number): void => quota.take(bytes);
  return { sent: take, got: take, gate: quota };
}

function refuse({ socket }: ArrivedTunnel): void {
  socket.write(encodeLine({ command: 'tunnel_refused', reason: 'busy' }));
  socket.destroySoon();
}
