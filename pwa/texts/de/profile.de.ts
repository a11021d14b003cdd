import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'Blockieren',
  unblock: 'Nicht mehr blockieren',
  blockName: (name) => `${name} blockieren`,
  unblockName: (name) => `${name} nicht mehr blockieren`,
  blocked: (name) => `${name} ist blockiert. Anrufe von dort erreichen Sie nicht mehr.`,
  unblocked: (name) => `${name} kann Sie wieder anrufen.`,
  blockedText: (name) =>
    `Sie haben ${name} blockiert: Bei Anrufen von dort klingelt nichts, und es wird nichts verpasst. Sie erscheinen dort als abwesend; den Grund erfährt niemand.`,
  loadFailed: 'Diese Seite konnte nicht geladen werden',
  callsWith: (name) => `Anrufe mit ${name}`,
  missedFrom: (name) => `Verpasst von ${name}`,
  noCallsWith: (name) => `Zwischen Ihnen und ${name} gab es noch keinen Anruf.`,
} satisfies typeof english
