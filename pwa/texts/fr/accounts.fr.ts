import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'Autres adresses',
  text: 'Où l’on peut vous appeler autrement. Tout le monde ici les voit sur votre profil.',
  none: 'Ici, aucun moyen d’appel n’est activé en dehors de Peal.',
  add: 'Ajouter une adresse',
  onlyEnabled: 'Seulement les types activés par votre administrateur',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `Par exemple ${example}`,
  wrong: (label, example) => `Cela ne ressemble pas à « ${label} ». Exemple : ${example}.`,
  save: 'Enregistrer',
  saveNamed: (label) => `Enregistrer : ${label}`,
  saved: (title) => `${title} : enregistré`,
  cancel: 'Annuler',
  remove: (label, value) => `Retirer ${value} (${label})`,
  removed: (value) => `${value} : retiré`,
  loadFailed: 'Impossible de charger les adresses',
  tooMany: 'Une personne ne peut pas en avoir davantage.',
  opened: (title) => `${title} s’ouvre.`,
  ways: (name) => `Moyens de joindre ${name}`,
  callBy: (name, by) => `Appeler ${name} par ${by}`,
  theirs: (title, value) => `${title}, ${value}`,
  choose: (name) => `Choisir comment appeler ${name}`,
  lastUsed: 'Utilisé en dernier.',
  wasLast: 'Utilisé en dernier',
  noneGiven: (label) => `Rien d’indiqué sous « ${label} »`,
} satisfies typeof english
