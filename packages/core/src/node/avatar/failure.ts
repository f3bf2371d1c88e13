// What is wrong with a picture, as the one error that people see.
import { TorchatError } from '../../errors.ts';

export function badPicture(sentence: string, cause?: unknown): TorchatError {
  return new TorchatError('bad_picture', sentence, { cause });
}

export function brokenPicture(cause?: unknown): TorchatError {
  return badPicture('This PNG file is broken: save the picture again.', cause);
}
