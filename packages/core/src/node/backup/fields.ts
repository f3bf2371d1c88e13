// Checked reading of the JSON inside a backup: whoever knows a recipient's public key can write one.
import { TorchatError } from '../../errors.ts';
import { type TorchatId, wireId } from '../../identity/id.ts';

/** Returns the value as what it should be, or throws `bad_backup`. */
export type Field<Value> = (value: unknown) => Value;

export function damaged(cause?: unknown): TorchatError {
  return new TorchatError('bad_backup', 'The backup is damaged or cut off: nothing was changed.', { cause });
}

export const text: Field<string> = (value) => {
  if (typeof value === 'string') return value;
  throw damaged();
};

/** A whole number from 0, as times, keys and sequence numbers are. */
export const whole: Field<number> = (value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw damaged();
};

export const port: Field<number> = (value) => {
  const found = whole(value);
  if (found < 1 || found > 65_535) throw damaged();
  return found;
};

export const flag: Field<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  throw damaged();
};

export const id: Field<TorchatId> = (value) => {
  const found = wireId(text(value));
  if (found === null) throw damaged();
  return found;
};

/** Base64 of so many bytes, of any number without lengths. */
export function bytes(...lengths: readonly number[]): Field<Uint8Array> {
  return (value) => {
    const found = new Uint8Array(Buffer.from(text(value), 'base64'));
    if (lengths.length > 0 && !lengths.includes(found.length)) throw damaged();
    return found;
  };
}

export function oneOf<const Value extends string>(...values: readonly Value[]): Field<Value> {
  return (value) => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw damaged();
    return found;
  };
}

export function listOf<Value>(field: Field<Value>): Field<Value[]> {
  return (value) => {
    if (!Array.isArray(value)) throw damaged();
    return value.map(field);
  };
}

export function orNull<Value>(field: Field<Value>): Field<Value | null> {
  return (value) => (value === null ? null : field(value));
}

/** An object with all of these, and nothing else that is kept. */
export function record<Value extends object>(
  fields: {
    readonly [Name in keyof Value]-?: Field<Value[Name]>;
  },
): Field<Value> {
  return (value) => {
    if (typeof value !== 'object' || value === null) throw damaged();
    const source = value as Readonly<Record<string, unknown>>;
    const found: Record<string, unknown> = {};
    for (const name of Object.keys(fields) as (keyof Value & string)[]) {
      const read = fields[name](source[name]);
      if (read !== undefined) found[name] = read;
    }
    return found as Value;
  };
}

/** What may be absent, as in backups of an older program: then it is the fallback. */
export function orElse<Value, Fallback>(field: Field<Value>, fallback: Fallback): Field<Value | Fallback> {
  return (value) => (value === undefined ? fallback : field(value));
}
