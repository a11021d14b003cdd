import type { contacts as english } from '../en/contacts.en.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'Contacts',
  search: 'Rechercher',
  searchAmong: (people) =>
    plural('fr', people, {
      one: `Rechercher parmi ${people} personne`,
      other: `Rechercher parmi ${people} personnes`,
    }),
  clearSearch: 'Effacer la recherche',
  favourites: 'Favoris',
  recent: 'Récents',
  everyone: 'Tout le monde',
  found: (count) =>
    count === 0
      ? 'Personne trouvée'
      : plural('fr', count, {
          one: `${count} personne trouvée`,
          other: `${count} personnes trouvées`,
        }),
  nobodyCalled: (query) => `Personne ne s’appelle « ${query} »`,
  nobodyCalledText: 'La recherche regarde le début des noms et des identifiants.',
  nobodyYet: 'Encore personne à appeler',
  nobodyYetText:
    'Invitez les personnes que vous voulez appeler. Chacune reçoit un lien qui ne sert qu’une fois.',
  nobodyYetForMembers: 'Dès que d’autres personnes arrivent, elles s’affichent ici.',
  loadFailed: 'Impossible de charger les contacts',
  more: 'Afficher plus',
  addFavourite: (name) => `Ajouter ${name} aux favoris`,
  removeFavourite: (name) => `Retirer ${name} des favoris`,
  awayHint: 'Absent, verra un appel manqué',
  callButton: {
    call: 'Appeler',
    callBack: 'Rappeler',
    name: (name) => `Appeler ${name}`,
    backName: (name) => `Rappeler ${name}`,
    self: 'C’est vous.',
    mobile: 'Pour appeler, ouvrez Peal sur un ordinateur.',
    mobileText: 'Les appels à deux se passent là.',
    offline: 'Pas d’appels hors connexion.',
    unsupported: 'Ce navigateur ne peut pas passer d’appels.',
    off: 'Les appels sont désactivés.',
    noAccount: (name, label) => `${name} n’a rien indiqué sous « ${label} ».`,
    noWay: 'Il n’y a encore aucun moyen d’appeler cette personne.',
  },
  invite: { button: 'Inviter quelqu’un' },
} satisfies typeof english
