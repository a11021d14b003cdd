import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'Blocca',
  unblock: 'Sblocca',
  blockName: (name) => `Blocca ${name}`,
  unblockName: (name) => `Sblocca ${name}`,
  blocked: (name) => `Ha bloccato ${name}. Le sue chiamate non La raggiungono più.`,
  unblocked: (name) => `${name} può chiamarLa di nuovo.`,
  blockedText: (name) =>
    `Ha bloccato ${name}: le sue chiamate non squillano e non risultano perse. Per questa persona Lei è assente, e non ne conosce il motivo.`,
  loadFailed: 'Non è stato possibile caricare questa pagina',
  callsWith: (name) => `Chiamate con ${name}`,
  missedFrom: (name) => `Perse da ${name}`,
  noCallsWith: (name) => `Lei e ${name} non vi siete ancora chiamati.`,
} satisfies typeof english
