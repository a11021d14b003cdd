import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'Altri indirizzi',
  text: 'Dove altro La si può chiamare. Tutti qui li vedono nel Suo profilo.',
  none: 'Qui non è attivo nessun modo di chiamare oltre a Peal.',
  add: 'Aggiungi un indirizzo',
  onlyEnabled: 'Solo i tipi attivati dal Suo amministratore',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `Per esempio ${example}`,
  wrong: (label, example) => `Questo non sembra «${label}». Un esempio: ${example}.`,
  save: 'Salva',
  saveNamed: (label) => `Salva: ${label}`,
  saved: (title) => `${title}: salvato`,
  cancel: 'Annulla',
  remove: (label, value) => `Togli ${value} (${label})`,
  removed: (value) => `${value}: tolto`,
  loadFailed: 'Non è stato possibile caricare gli indirizzi',
  tooMany: 'Una persona non può averne di più.',
  opened: (title) => `Si apre ${title}.`,
  ways: (name) => `Modi di raggiungere ${name}`,
  callBy: (name, by) => `Chiama ${name} con ${by}`,
  theirs: (title, value) => `${title}, ${value}`,
  choose: (name) => `Scegli come chiamare ${name}`,
  lastUsed: 'Usato per ultimo.',
  wasLast: 'Usato per ultimo',
  noneGiven: (label) => `Nulla indicato in «${label}»`,
} satisfies typeof english
