import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'
import type { admin as english } from '../en/admin.en.ts'
import { list } from '../formats.ts'
import { plural } from '../plural.ts'

/** What a setting is called in the record of acts. */
const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'Klingeldauer',
  pairCalls: 'Anrufe bei einer Person',
  callerCalls: 'Anrufe einer Person',
  stunUrls: 'STUN-Server',
  turnUrls: 'TURN-Server',
  turnSecret: 'TURN-Geheimnis',
}

const settingsIn = (names: string): string =>
  list(names.split(' ').map((name) => SETTINGS[name as SettingName]))

/** What was done, behind who did it. */
const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `hat ${handle} hinzugefügt`,
  'member-removed': (handle) => `hat ${handle} entfernt`,
  'member-restored': (handle) => `hat ${handle} zurückgeholt`,
  'handle-changed': (handle) => `hat das Kürzel ${handle} berichtigt`,
  'admin-made': (handle) => `hat ${handle} die Verwaltung erlaubt`,
  'admin-unmade': (handle) => `hat ${handle} die Verwaltung entzogen`,
  'link-made': (handle) => `hat einen Anmeldelink für ${handle} erstellt`,
  'link-revoked': (handle) => `hat einen Anmeldelink für ${handle} widerrufen`,
  'link-used': () => 'hat sich mit einem Link angemeldet',
  'password-set': () => 'hat ein neues Passwort gesetzt',
  'password-removed': () => 'hat das eigene Passwort entfernt',
  'invitation-made': () => 'hat eine Einladung erstellt',
  'invitation-revoked': () => 'hat eine Einladung widerrufen',
  'settings-changed': (names) => `hat geändert: ${settingsIn(names)}`,
  'connector-on': (title) => `hat ${title} eingeschaltet`,
  'connector-off': (title) => `hat ${title} ausgeschaltet`,
  'connector-changed': (title) => `hat ${title} geändert`,
  'connector-added': (title) => `hat den Anrufweg ${title} hinzugefügt`,
  'connector-removed': (title) => `hat den Anrufweg ${title} entfernt`,
  'connectors-ordered': () => 'hat die Reihenfolge der Anrufwege geändert',
  'push-key-made': () => 'hat einen neuen Push-Schlüssel erstellt',
  'backup-restored': () => 'hat eine Sicherung eingespielt',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'Andere',
}

/** The Admin page. */
export const admin = {
  title: 'Verwaltung',
  sections: 'Verwaltung',
  onlyAdmins: {
    title: 'Diese Seite ist nur für die Verwaltung',
    text: 'Wer dieses Peal verwaltet, kann Ihnen das erlauben.',
    home: 'Zu den Kontakten',
  },
  people: {
    title: 'Personen',
    text: 'Alle Mitglieder dieses Peal.',
    loadFailed: 'Die Mitglieder konnten nicht geladen werden',
    none: 'Niemand gefunden.',
    more: 'Mehr anzeigen',
    admin: 'Verwaltung',
    you: 'Sie',
    devices: (count) =>
      count === 0
        ? 'Kein Gerät'
        : plural('de', count, { one: '1 Gerät', other: `${count} Geräte` }),
    seen: (when) => `Zuletzt gesehen: ${when}`,
    never: 'Noch nie angemeldet',
    link: 'Anmeldelink',
    linkFor: (name) => `Anmeldelink für ${name}`,
    makeAdmin: 'Verwaltung erlauben',
    makeAdminOf: (name) => `Verwaltung erlauben: ${name}`,
    unmakeAdmin: 'Verwaltung entziehen',
    unmakeAdminOf: (name) => `Verwaltung entziehen: ${name}`,
    madeAdmin: (name) => `${name} kann Peal jetzt verwalten.`,
    unmadeAdmin: (name) => `${name} kann Peal nicht mehr verwalten.`,
    remove: 'Entfernen',
    removeOf: (name) => `${name} entfernen`,
    removed: (name) => `${name} ist entfernt.`,
    handle: 'Kürzel',
    handleOf: (name) => `Kürzel berichtigen: ${name}`,
    handleChanged: (name, handle) => `${name} hat jetzt das Kürzel ${handle}.`,
  },
  removed: {
    title: 'Kürzlich entfernt',
    text: 'Wer in den letzten 30 Tagen entfernt wurde, lässt sich mit allem zurückholen: Foto, Passwort, Verlauf, Favoriten.',
    since: (when) => `Entfernt: ${when}`,
    restore: 'Zurückholen',
    restoreOf: (name) => `${name} zurückholen`,
    restored: (name) => `${name} ist wieder Mitglied.`,
    handle: 'Das Kürzel gehört inzwischen jemand anderem, deshalb ist ein neues nötig.',
  },
  handle: {
    title: (name) => `Kürzel berichtigen: ${name}`,
    text: 'Links mit dem bisherigen Kürzel führen noch 90 Tage zu dieser Person.',
    label: 'Kürzel',
    act: 'Speichern',
  },
  add: {
    open: 'Mitglied hinzufügen',
    title: 'Mitglied hinzufügen',
    text: 'Sie bekommen einen Link, mit dem sich diese Person einmal anmelden kann.',
    name: 'Anzeigename',
    handle: 'Kürzel',
    handleHint: 'Für Links und Anmeldung, zum Beispiel ada.lovelace.',
    act: 'Hinzufügen',
    reuse:
      'Dieses Kürzel gehörte jemandem, der entfernt wurde. Links dorthin würden zur neuen Person führen. Sie können die frühere Person auch zurückholen: Schließen Sie das hier und sehen Sie unter „Kürzlich entfernt“ nach.',
    reuseAct: 'Kürzel neu vergeben',
  },
  link: {
    title: (name) => `Anmeldelink für ${name}`,
    text: 'Schicken Sie ihn nur dieser Person: Wer ihn öffnet, ist unter diesem Namen angemeldet. Er gilt einmal, 15 Minuten lang, und wird nicht noch einmal angezeigt.',
  },
  removal: {
    title: (name) => `${name} entfernen?`,
    text: (handle) =>
      `Die Person wird überall abgemeldet, und ihre Anrufe enden. 30 Tage lang lässt sie sich mit allem zurückholen; danach wird gelöscht, was ihr gehört. Ihr Kürzel ist ${handle}.`,
    act: (name) => `${name} entfernen`,
  },
  invitations: {
    title: 'Einladungen und Anmeldelinks',
    text: 'Mit einer Einladung tritt jemand unter eigenem Namen bei; ein Anmeldelink meldet ein Mitglied an. Beide gelten einmal.',
    make: 'Jemanden einladen',
    none: 'Keine Einladung ist offen.',
    loadFailed: 'Die Einladungen konnten nicht geladen werden',
    invitation: 'Einladung',
    signsIn: (name) => `Anmeldelink für ${name}`,
    by: (name, until) => `Erstellt von ${name}, gültig bis ${until}`,
    byNobody: (until) => `Auf der Kommandozeile erstellt, gültig bis ${until}`,
    revoke: 'Widerrufen',
    revokeOf: (what, by) => `Widerrufen: ${what}. ${by}`,
    revoked: 'Der Link ist widerrufen.',
  },
  installation: {
    title: 'Klingeln und Verbindung',
    text: 'Änderungen gelten ab dem nächsten Anruf, ohne Neustart.',
    loadFailed: 'Die Einstellungen konnten nicht geladen werden',
    ringSeconds: 'Klingeldauer in Sekunden',
    ringHint: '5 bis 300',
    pairCalls: 'Anrufe bei einer Person',
    pairHint: 'Unbeantwortete, in zehn Minuten',
    callerCalls: 'Anrufe einer Person',
    callerHint: 'Unbeantwortete, in einer Stunde',
    stunUrls: 'STUN-Server, einer je Zeile',
    ownStun: (url) => `Ohne Angabe wird der eigene dieses Servers benutzt: ${url}`,
    noStun: 'Ohne STUN-Server gelingen Anrufe nur innerhalb eines Netzes.',
    turnUrls: 'TURN-Server, einer je Zeile',
    turnHint: 'Sie leiten Anrufe weiter, die keinen direkten Weg finden.',
    turnSecret: 'TURN-Geheimnis',
    secretSet:
      'Ein Geheimnis ist hinterlegt. Es wird niemandem angezeigt; was Sie hier eingeben, ersetzt es.',
    secretNone: 'Das static-auth-secret des Servers.',
    secretForgotten: 'Ohne TURN-Server wird auch das Geheimnis gelöscht.',
    setBy: (variable) => `Festgelegt durch ${variable}`,
    check: 'Jetzt prüfen',
    checking: 'Die Server werden gefragt …',
    saved: 'Die Einstellungen sind gespeichert.',
    wrong: {
      ringSeconds: 'Eine ganze Zahl von 5 bis 300',
      pairCalls: 'Eine ganze Zahl von 1 bis 1000',
      callerCalls: 'Eine ganze Zahl von 1 bis 1000',
      stunUrls: 'Adressen wie stun:stun.example.org:3478, höchstens 20',
      turnUrls:
        'Adressen wie turn:turn.example.org:3478?transport=udp oder mit turns:, höchstens 20',
      turnSecret: 'Mindestens 16 Zeichen, wie bei den TURN-Servern hinterlegt',
    },
    wrongUrl: (url, right) => `${right}; „${url}“ ist keine`,
    noTurn: 'Zu einem Geheimnis gehört mindestens ein TURN-Server',
    noSecret: 'TURN-Server brauchen ein Geheimnis mit mindestens 16 Zeichen',
  },
  health: {
    title: 'Zustand',
    text: 'Ob dieser Server, seine Datenbank und seine Verbindungen in Ordnung sind.',
    run: 'Alles prüfen',
    notYet: 'Seit dem Öffnen dieser Seite nicht geprüft.',
    running: 'Es wird geprüft. Das dauert einige Sekunden …',
    services: 'Push-Dienste seit dem letzten Start',
    noPush: 'Seit dem letzten Start wurde kein Push gesendet.',
    failing: 'Weist diesen Server ab',
    working: 'Nimmt Pushes an',
    service: (name) => SERVICES[name] ?? name,
    status: { ok: 'In Ordnung', warning: 'Warnung', failed: 'Fehler' },
    check: {
      origin: 'Adresse',
      certificate: 'Zertifikat',
      database: 'Datenbank',
      stun: 'STUN',
      turn: 'TURN',
      push: 'Push',
    },
  },
  acts: {
    title: 'Was getan wurde',
    text: 'Die letzten hundert Vorgänge in der Verwaltung, Anmeldungen mit Link und neuen Passwörter, die neuesten zuerst. Ein Jahr lang aufbewahrt.',
    none: 'Noch nichts.',
    loadFailed: 'Die Liste konnte nicht geladen werden',
    commandLine: 'Kommandozeile',
    said: (by, act, target) => `${by} ${ACTS[act](target)}`,
  },
} satisfies typeof english
