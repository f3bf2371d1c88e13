// The settings of a person as flags of `torchat peer`.
import type { Person } from '../../scenario/cast.ts';

export function clientFlags({ name, settings }: Pick<Person, 'name' | 'settings'>): readonly string[] {
  return ['--name', name, '--looks-like', settings.looks_like, '--strangers', settings.strangers];
}
