// Accounts in folders of their own, and gateways that run them over a given network.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TorchatId } from '@torchat/core';
import { type AccountPaths, accountPaths, createAccount } from '@torchat/core/node';
import { onTestFinished } from 'vitest';
import type { GatewayOptions } from '../../src/options.ts';

/** Paths of an account that does not exist yet; its folder goes with the test. */
export function somePaths(name = 'ann'): AccountPaths {
  const home = mkdtempSync(join(tmpdir(), 'torchat-gateway-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return accountPaths(name, { env: { TORCHAT_HOME: home } });
}

export async function someAccount(
  name = 'ann',
): Promise<{ readonly paths: AccountPaths; readonly id: TorchatId }> {
  const paths = somePaths(name);
  const id = await createAccount(paths, {
    passphrase: null,
    onionSeed: randomBytes(32),
    profile: { name, text: '' },
  });
  return { paths, id };
}

/** Options of a gateway without a network that serves its API. */
export function offline(paths: AccountPaths): GatewayOptions {
  return { paths, passphrase: null, network: { mode: 'off' }, publish: false, serve: true };
}
