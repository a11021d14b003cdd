import type { contacts as english } from '../en/contacts.en.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'Kontakte',
  search: 'Suchen',
  searchAmong: (people) =>
    plural('de', people, { one: '1 Person durchsuchen', other: `${people} Personen durchsuchen` }),
  clearSearch: 'Suche leeren',
  favourites: 'Favoriten',
  recent: 'Zuletzt',
  everyone: 'Alle',
  found: (count) =>
    count === 0
      ? 'Niemand gefunden'
      : plural('de', count, { one: '1 Person gefunden', other: `${count} Personen gefunden` }),
  nobodyCalled: (query) => `Niemand heißt „${query}“`,
  nobodyCalledText: 'Gesucht wird am Anfang von Namen und Kürzeln.',
  nobodyYet: 'Noch niemand zum Anrufen da',
  nobodyYetText:
    'Laden Sie die Leute ein, die Sie anrufen möchten. Alle bekommen einen Link, der einmal gilt.',
  nobodyYetForMembers: 'Sobald andere beitreten, stehen sie hier.',
  loadFailed: 'Die Kontakte konnten nicht geladen werden',
  more: 'Mehr anzeigen',
  addFavourite: (name) => `${name} zu den Favoriten hinzufügen`,
  removeFavourite: (name) => `${name} aus den Favoriten entfernen`,
  awayHint: 'Abwesend, sieht später den verpassten Anruf',
  callButton: {
    call: 'Anrufen',
    callBack: 'Zurückrufen',
    name: (name) => `${name} anrufen`,
    backName: (name) => `${name} zurückrufen`,
    self: 'Das sind Sie selbst.',
    mobile: 'Zum Anrufen öffnen Sie Peal auf einem Computer.',
    mobileText: 'Dort führen Sie Gespräche zu zweit.',
    offline: 'Ohne Netz sind keine Anrufe möglich.',
    unsupported: 'Mit diesem Browser kann man nicht anrufen.',
    off: 'Anrufe sind ausgeschaltet.',
    noAccount: (name, label) => `Bei ${name} ist das nicht angegeben: ${label}.`,
    noWay: 'Diese Person kann man noch auf keinem Weg anrufen.',
  },
  invite: { button: 'Jemanden einladen' },
} satisfies typeof english
