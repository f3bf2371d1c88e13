// How a run goes, in a line: for logs and pipes.
import { span } from '../../judge/verdict.ts';
import type { Counts } from './counts.ts';
import type { Heading } from './frame.ts';

export function plainLine({ duration }: Heading, counts: Counts, opened: string, took: number): string {
  const { now, recorder } = counts;
  if (now === null || recorder === null) return `${span(took)}: ${opened === '' ? 'it opens' : opened}`;
  const { texts, files } = recorder;
  return `${span(took)}: ${span(now)} of ${span(duration)}, ${recorder.up} of ${counts.rows.length} up, ${recorder.online} of ${counts.pairs} views online, texts ${texts.shown} of ${texts.taken}, files ${files.landed}, faults ${counts.faults}`;
}
