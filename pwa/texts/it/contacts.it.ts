import type { contacts as english } from '../en/contacts.en.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'Contatti',
  search: 'Cerca',
  searchAmong: (people) =>
    plural('it', people, {
      one: `Cerca tra ${people} persona`,
      other: `Cerca tra ${people} persone`,
    }),
  clearSearch: 'Cancella la ricerca',
  favourites: 'Preferiti',
  recent: 'Recenti',
  everyone: 'Tutti',
  found: (count) =>
    count === 0
      ? 'Nessuno trovato'
      : plural('it', count, {
          one: `${count} persona trovata`,
          other: `${count} persone trovate`,
        }),
  nobodyCalled: (query) => `Nessuno si chiama «${query}»`,
  nobodyCalledText: 'La ricerca guarda l’inizio dei nomi e dei nomi utente.',
  nobodyYet: 'Ancora nessuno da chiamare',
  nobodyYetText: 'Inviti le persone che vuole chiamare. Ognuna riceve un link che vale una volta.',
  nobodyYetForMembers: 'Appena arrivano altre persone, appaiono qui.',
  loadFailed: 'Non è stato possibile caricare i contatti',
  more: 'Mostra altro',
  addFavourite: (name) => `Aggiungi ai preferiti: ${name}`,
  removeFavourite: (name) => `Togli dai preferiti: ${name}`,
  awayHint: 'Assente, vedrà una chiamata persa',
  callButton: {
    call: 'Chiama',
    callBack: 'Richiama',
    name: (name) => `Chiama ${name}`,
    backName: (name) => `Richiama ${name}`,
    self: 'Questo è Lei.',
    mobile: 'Per chiamare, apra Peal su un computer.',
    mobileText: 'Le chiamate a due si fanno da lì.',
    offline: 'Offline non si può chiamare.',
    unsupported: 'Questo browser non può chiamare.',
    off: 'Le chiamate sono disattivate.',
    noAccount: (name, label) => `${name} non ha indicato nulla in «${label}».`,
    noWay: 'Non c’è ancora modo di chiamare questa persona.',
  },
  invite: { button: 'Invita qualcuno' },
} satisfies typeof english
