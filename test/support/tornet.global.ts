// Starts the private Tor network that the tests of this folder share, and ends it after the last one.
import { startTornet } from '@torchat/simulator';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const tornet = await startTornet({ profile: 'default' });
  project.provide('torrcFile', tornet.torrcFile);
  project.provide('torrc', [...tornet.torrc]);
  return () => tornet.close();
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The lines that let a client's tor join the network, and the file that holds them. */
    torrc: string[];
    torrcFile: string;
  }
}
