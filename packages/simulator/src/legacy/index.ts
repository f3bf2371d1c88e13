// The legacy clients for whoever drives them: where their checkouts and python are, and the driver.
export {
  findLegacy,
  findPython,
  findSource,
  type Found,
  LEGACY,
  LEGACY555,
  LEGACY_DRIVER,
  type LegacyClient,
  theLegacy,
} from './find.ts';
