// The engines that a scenario can be exported to.
import { randomInt } from 'node:crypto';
import type { Scenario } from '../scenario/scenario.ts';
import { addressesIn } from './addresses.ts';
import { toCompose } from './compose.ts';
import type { Exported, ImageNames } from './exported.ts';
import { toKubernetes } from './kubernetes.ts';
import { labOf } from './lab.ts';
import { SHADOW_BEGINS, SHADOW_NETWORK, toShadow } from './shadow.ts';

interface ExportOptions {
  readonly scenario: Scenario;
  readonly text: string;
  readonly file: string;
  readonly seed: number;
  readonly clients: number | null;
  readonly images: ImageNames;
}

type Exporter = (options: ExportOptions) => Promise<Exported>;

export type ExportTarget = 'compose' | 'kubernetes' | 'shadow';

export const EXPORTERS: Readonly<Record<ExportTarget, Exporter>> = {
  async compose({ images, ...options }) {
    const network = `10.${randomInt(64, 255)}.${randomInt(0, 63) * 4}.0`;
    const addressOf = addressesIn(network);
    const lab = await labOf({ ...options, engine: 'Docker Compose', addressOf, named: false });
    return toCompose(lab, { title: titleOf(options.scenario), images, network, addressOf });
  },
  async kubernetes({ images, ...options }) {
    const lab = await labOf({ ...options, engine: 'Kubernetes', named: true });
    return toKubernetes(lab, { title: titleOf(options.scenario), images });
  },
  async shadow(options) {
    const addressOf = addressesIn(SHADOW_NETWORK);
    const lab = await labOf({
      ...options,
      engine: 'Shadow, on its own clock',
      addressOf,
      named: true,
      begins: SHADOW_BEGINS,
      folder: '.',
    });
    const { seed, scenario } = options;
    return toShadow(lab, { title: titleOf(scenario), profile: scenario.network.profile, seed, addressOf });
  },
};

export const EXPORT_TARGETS = Object.keys(EXPORTERS) as ExportTarget[];

/** For comments: a name may hold line breaks. */
function titleOf({ name }: Scenario): string {
  return name.replace(/[\p{C}\s]+/gu, ' ');
}
