// A real file system of a few megabytes that can be filled up: a tmpfs, for which the test has to be root on Linux.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A word for the name of a test that is skipped; null where a disk can be had. */
export const noSmallDisk: string | null = reason();

/** Its folder, empty; gone with the test. */
export function smallDisk(megabytes: number): string {
  const folder = mount(megabytes);
  onTestFinished(() => unmount(folder));
  return folder;
}

/** Takes every byte that is left below this folder. */
export function fillUp(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let piece = 1 << 20; piece >= 1; piece = piece >> 1) fillWith(file, new Uint8Array(piece));
  } finally {
    closeSync(file);
  }
}

function fillWith(file: number, bytes: Uint8Array): void {
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

function mount(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'torchat-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder], {
      stdio: 'pipe',
    });
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return folder;
}

function unmount(folder: string): void {
  execFileSync('umount', [folder], { stdio: 'pipe' });
  rmdirSync(folder);
}

function reason(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root, to mount a small disk';
  try {
    unmount(mount(1));
    return null;
  } catch {
    return 'nothing may be mounted here';
  }
}
