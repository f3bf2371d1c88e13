// What of this machine contacts may reach, and which ports of theirs stand open here: two lists, kept as they are.
import { MAX_SERVICES } from '../../messages/tunnel_services.ts';
import type { Forward, Share, TunnelSettings } from '../../model.ts';
import { isServiceName } from '../../tunnel/service-name.ts';
import { emit, save } from '../core.ts';
import type { Reply } from '../io/command.ts';
import type { Core } from '../state.ts';
import { FORWARDS, SOCKS_PORTS } from '../timing.ts';
import { offer } from './offers.ts';

const OK: Reply = { ok: true };

/** Adds it, or replaces the one of this name. Who is left out by that loses what he has open. */
export function putShare(core: Core, share: Share): Reply {
  if (!isServiceName(share.name))
    return {
      ok: false,
      code: 'bad_request',
      message: 'A service is called by up to 32 of a-z, 0-9 and hyphens, and not "file".',
    };
  const before = core.shares.find(({ name }) => name === share.name);
  if (before === undefined && core.shares.length >= MAX_SERVICES)
    return { ok: false, code: 'too_many', message: `${MAX_SERVICES} services are shared already.` };
  const moved =
    before !== undefined &&
    (before.host !== share.host || before.port !== share.port || before.kind !== share.kind);
  for (const id of before?.with ?? [])
    if (moved || !share.with.includes(id))
      core.outputs.push({ type: 'tunnels_cut', id, service: share.name });
  setShares(core, [...core.shares.filter(({ name }) => name !== share.name), share]);
  return OK;
}

export function dropShare(core: Core, name: string): Reply {
  const share = core.shares.find((candidate) => candidate.name === name);
  if (share === undefined)
    return { ok: false, code: 'unknown_service', message: 'You share no service of this name.' };
  setShares(
    core,
    core.shares.filter((other) => other !== share),
  );
  for (const id of share.with) core.outputs.push({ type: 'tunnels_cut', id, service: name });
  return OK;
}

/** Who is no contact any more is on no share any more, and has no limits. */
export function unshareWith(core: Core, gone: string): void {
  if (core.shares.some((share) => share.with.some((id) => id === gone)))
    setShares(
      core,
      core.shares.map((share) => ({ ...share, with: share.with.filter((id) => id !== gone) })),
    );
  const limits = core.tunnelSettings.limits.filter(({ contact }) => contact !== gone);
  if (limits.length < core.tunnelSettings.limits.length)
    setTunnelSettings(core, { ...core.tunnelSettings, limits });
}

function setShares(core: Core, shares: readonly Share[]): void {
  core.shares = shares;
  save(core, { type: 'shares', shares });
  emit(core, { type: 'shares', shares });
  for (const peer of core.peers.values()) offer(core, peer);
}

export function putForward(core: Core, forward: Forward): Reply {
  if (core.forwards.some((other) => sameDoor(other, forward)))
    return { ok: false, code: 'service_exists', message: 'This local port is forwarded already.' };
  if (core.forwards.length >= FORWARDS)
    return { ok: false, code: 'too_many', message: `${FORWARDS} ports are forwarded already.` };
  return setForwards(core, [...core.forwards, forward]);
}

export function dropForward(core: Core, forward: Pick<Forward, 'kind' | 'host' | 'port'>): Reply {
  const left = core.forwards.filter((other) => !sameDoor(other, forward));
  if (left.length === core.forwards.length)
    return { ok: false, code: 'unknown_service', message: 'This local port is not forwarded.' };
  return setForwards(core, left);
}

function setForwards(core: Core, forwards: readonly Forward[]): Reply {
  core.forwards = forwards;
  save(core, { type: 'forwards', forwards });
  emit(core, { type: 'forwards', forwards });
  return OK;
}

export function setTunnelSettings(core: Core, settings: TunnelSettings): Reply {
  if (settings.socks.length > SOCKS_PORTS)
    return { ok: false, code: 'too_many', message: `${SOCKS_PORTS} SOCKS ports are open already.` };
  core.tunnelSettings = settings;
  save(core, { type: 'tunnel_settings', settings });
  emit(core, { type: 'tunnel_settings', settings });
  return OK;
}

type Door = Pick<Forward, 'kind' | 'host' | 'port'>;

function sameDoor(a: Door, b: Door): boolean {
  return a.kind === b.kind && a.host === b.host && a.port === b.port;
}
