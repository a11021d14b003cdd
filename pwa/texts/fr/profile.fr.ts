import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'Bloquer',
  unblock: 'Débloquer',
  blockName: (name) => `Bloquer ${name}`,
  unblockName: (name) => `Débloquer ${name}`,
  blocked: (name) => `Vous avez bloqué ${name}. Ses appels ne vous parviennent plus.`,
  unblocked: (name) => `${name} peut à nouveau vous appeler.`,
  blockedText: (name) =>
    `Vous avez bloqué ${name} : ses appels ne sonnent pas et ne sont pas signalés comme manqués. Pour cette personne, vous êtes absent, et elle n’en sait pas la raison.`,
  loadFailed: 'Impossible de charger cette page',
  callsWith: (name) => `Appels avec ${name}`,
  missedFrom: (name) => `Appels manqués de ${name}`,
  noCallsWith: (name) => `Vous et ${name} ne vous êtes pas encore appelés.`,
} satisfies typeof english
