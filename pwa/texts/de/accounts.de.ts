import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'Weitere Adressen',
  text: 'Wo man Sie sonst noch anrufen kann. Alle hier sehen das in Ihrem Profil.',
  none: 'Außer Peal selbst ist hier kein Anrufweg eingeschaltet.',
  add: 'Adresse hinzufügen',
  onlyEnabled: 'Nur Arten, die in der Verwaltung eingeschaltet sind',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `Zum Beispiel ${example}`,
  wrong: (label, example) => `Das passt nicht zu „${label}“. Richtig wäre etwa ${example}.`,
  save: 'Speichern',
  saveNamed: (label) => `„${label}“ speichern`,
  saved: (title) => `${title} gespeichert`,
  cancel: 'Abbrechen',
  remove: (label, value) => `Entfernen: ${label} ${value}`,
  removed: (value) => `${value} entfernt`,
  loadFailed: 'Die Adressen konnten nicht geladen werden',
  tooMany: 'Mehr Adressen kann eine Person nicht haben.',
  opened: (title) => `${title} wird geöffnet.`,
  ways: (name) => `So erreichen Sie ${name}`,
  callBy: (name, by) => `${name} anrufen, mit ${by}`,
  theirs: (title, value) => `${title}, ${value}`,
  choose: (name) => `Anrufweg wählen: ${name}`,
  lastUsed: 'Zuletzt benutzt.',
  wasLast: 'Zuletzt benutzt',
  noneGiven: (label) => `Nicht angegeben: ${label}`,
} satisfies typeof english
