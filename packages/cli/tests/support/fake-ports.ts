// The routes of shares and forwards of a made-up gateway, over arrays.
import type { ApiEvent, ApiForward, ApiShare } from '@torchat/gateway/api';

export interface FakePorts {
  readonly shares: ApiShare[];
  readonly forwards: ApiForward[];
  /** The answer; undefined for none. */
  respond(method: string, what: 'shares' | 'forwards', id: string, body: Record<string, unknown>): unknown;
}

const IDLE = { open: true, why: '', active: 0, sent: 0, got: 0, dropped: 0, late: 0, redundant: false };

export function fakePorts(emit: (event: ApiEvent) => void): FakePorts {
  const shares: ApiShare[] = [];
  const forwards: ApiForward[] = [];

  function put(body: object): unknown {
    const share = body as ApiShare;
    const at = shares.findIndex(({ name }) => name === share.name);
    shares.splice(at < 0 ? shares.length : at, at < 0 ? 0 : 1, share);
    return share;
  }

  function open(body: Record<string, unknown>): unknown {
    const forward = {
      id: `tcp:${String(body['host'])}:${String(body['port'])}`,
      kind: 'tcp',
      ...IDLE,
      ...body,
    } as ApiForward;
    forwards.push(forward);
    emit({ type: 'forwards_changed' });
    return forward;
  }

  return {
    shares,
    forwards,
    respond(method, what, id, body) {
      const list: { id?: string; name?: string }[] = what === 'shares' ? shares : forwards;
      if (method === 'GET') return list;
      if (method !== 'DELETE') return what === 'shares' ? put(body) : open(body);
      const at = list.findIndex((one) => (one.id ?? one.name) === decodeURIComponent(id));
      list.splice(at, 1);
      emit({ type: 'forwards_changed' });
      return undefined;
    },
  };
}
