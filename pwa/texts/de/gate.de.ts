import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Anmelden',
    to: 'Anmelden bei',
    as: (name) => `Als ${name} anmelden`,
    linkHint: 'Der Link gilt einmal, für diesen Browser.',
    linkMobile:
      'Dieses Gerät sagt Ihnen, welche Anrufe Sie verpasst haben. Angerufen wird am Computer.',
    button: 'Anmelden',
    looking: 'Ihr Link wird geprüft …',
    otherWay: 'Stattdessen mit Passwort anmelden',
    wrong: 'Kürzel und Passwort passen nicht zusammen.',
    member: 'Hier ist schon jemand angemeldet und wird dadurch abgemeldet.',
  },
  fields: {
    handle: 'Kürzel',
    handleHint: 'Kleinbuchstaben, Ziffern, Punkte und Bindestriche; damit finden andere Sie.',
    name: 'Anzeigename',
    password: 'Passwort',
    passwordOptional: 'Nicht nötig: Ohne Passwort melden Sie sich mit Links aus der Verwaltung an.',
    passwordOfAdmin:
      'Nicht nötig: Ohne Passwort melden Sie sich mit Links von der Kommandozeile an.',
    showPassword: 'Passwort anzeigen',
    hidePassword: 'Passwort verbergen',
  },
  wrongField: {
    handle: '2 bis 32 Kleinbuchstaben, Ziffern, Punkte, Binde- oder Unterstriche.',
    name: '1 bis 80 Zeichen.',
    password: 'Mindestens 10 Zeichen.',
  },
  join: {
    title: 'Beitreten',
    to: 'Beitreten:',
    setupTitle: 'Verwaltung einrichten',
    setupText: 'Sie werden das erste Mitglied dieses Peal und verwalten es.',
    button: 'Beitreten',
    setupButton: 'Einrichten',
  },
  linkUsed: {
    title: 'Dieser Link wurde schon benutzt',
    text: 'Links gelten einmal und nicht für immer. Lassen Sie sich einen neuen schicken.',
    go: 'Zur Anmeldung',
  },
  hero: {
    title: 'Anrufe, die klingeln.',
    text: (host) =>
      `Videogespräche zu zweit zwischen den Leuten von ${host}. Ton und Bild gehen direkt von einem zum anderen.`,
    welcome: (name) => `Willkommen, ${name}.`,
    welcomeBack: 'Willkommen.',
  },
} satisfies typeof english
