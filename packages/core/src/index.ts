// The public face of core: pure code only; what needs node is `@torchat/core/node`.
export type * from './engine/io/command.ts';
export type * from './engine/io/event.ts';
export type * from './engine/io/input.ts';
export type * from './engine/io/keys.ts';
export type * from './engine/io/output.ts';
export type * from './engine/io/view.ts';
export { type ErrorCode, TorchatError } from './errors.ts';
export { decodeBase32, encodeBase32 } from './identity/base32.ts';
export { idOfPublicKey, parseId, publicKeyOfId, type TorchatId, wireId } from './identity/id.ts';
export {
  idOfExpandedKey,
  isExpandedKey,
  type OnionKey,
  onionKeyOfPhrase,
  onionKeyOfSeed,
  voucherKeyOfPhrase,
} from './identity/onion-key.ts';
export { type LanguageOfWords, loadLanguages, newPhrase, parsePhrase } from './identity/phrase.ts';
export { writeBuddyList } from './legacy/buddy-list.ts';
export {
  type Decoded,
  decodeLine,
  encodeLine,
  type SentMessage,
  type WireMessage,
} from './messages/index.ts';
export type { TunnelRefusal } from './messages/tunnel_refused.ts';
export type * from './model.ts';
export type * from './ports.ts';
export type { FrameKeys } from './tunnel/proof.ts';
export { NonceWindow } from './tunnel/nonce-window.ts';
export { isServiceName } from './tunnel/service-name.ts';
export { type LineSink, LineSplitter, MAX_LINE_BYTES } from './wire/line-splitter.ts';
