import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'
import type { admin as english } from '../en/admin.en.ts'
import { list } from '../formats.ts'
import { plural } from '../plural.ts'

const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'quanto squillano le chiamate',
  pairCalls: 'il limite di chiamate a una persona',
  callerCalls: 'il limite di chiamate di una persona',
  stunUrls: 'i server STUN',
  turnUrls: 'i server TURN',
  turnSecret: 'il segreto TURN',
}

const settingsIn = (names: string): string =>
  list(names.split(' ').map((name) => SETTINGS[name as SettingName]))

const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `ha aggiunto ${handle}`,
  'member-removed': (handle) => `ha rimosso ${handle}`,
  'member-restored': (handle) => `ha ripristinato ${handle}`,
  'handle-changed': (handle) => `ha corretto il nome utente ${handle}`,
  'admin-made': (handle) => `ha dato l’amministrazione a ${handle}`,
  'admin-unmade': (handle) => `ha tolto l’amministrazione a ${handle}`,
  'link-made': (handle) => `ha creato un link di accesso per ${handle}`,
  'link-revoked': (handle) => `ha revocato un link di accesso per ${handle}`,
  'link-used': () => 'ha fatto l’accesso con un link',
  'password-set': () => 'ha impostato una nuova password',
  'password-removed': () => 'ha rimosso la propria password',
  'invitation-made': () => 'ha creato un invito',
  'invitation-revoked': () => 'ha revocato un invito',
  'settings-changed': (names) => `ha cambiato: ${settingsIn(names)}`,
  'connector-on': (title) => `ha attivato ${title}`,
  'connector-off': (title) => `ha disattivato ${title}`,
  'connector-changed': (title) => `ha cambiato ${title}`,
  'connector-added': (title) => `ha aggiunto il modo di chiamare ${title}`,
  'connector-removed': (title) => `ha rimosso il modo di chiamare ${title}`,
  'connectors-ordered': () => 'ha cambiato l’ordine dei modi di chiamare',
  'push-key-made': () => 'ha creato una nuova chiave per i push',
  'backup-restored': () => 'ha ripristinato un backup',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'Altri',
}

/** The Admin page. */
export const admin = {
  title: 'Amministrazione',
  sections: 'Amministrazione',
  onlyAdmins: {
    title: 'Solo chi amministra vede questa pagina',
    text: 'Un amministratore di questo Peal può darLe l’accesso.',
    home: 'Vai ai contatti',
  },
  people: {
    title: 'Persone',
    text: 'Tutti i membri di questo Peal.',
    loadFailed: 'Non è stato possibile caricare i membri',
    none: 'Nessuno trovato.',
    more: 'Mostra altro',
    admin: 'Admin',
    you: 'Lei',
    devices: (count) =>
      count === 0
        ? 'Nessun dispositivo'
        : plural('it', count, { one: `${count} dispositivo`, other: `${count} dispositivi` }),
    seen: (when) => `Ultima visita: ${when}`,
    never: 'Nessun accesso finora',
    link: 'Link di accesso',
    linkFor: (name) => `Link di accesso per ${name}`,
    makeAdmin: 'Dai l’amministrazione',
    makeAdminOf: (name) => `Dai l’amministrazione: ${name}`,
    unmakeAdmin: 'Togli l’amministrazione',
    unmakeAdminOf: (name) => `Togli l’amministrazione: ${name}`,
    madeAdmin: (name) => `${name} ora può amministrare.`,
    unmadeAdmin: (name) => `${name} non può più amministrare.`,
    remove: 'Rimuovi',
    removeOf: (name) => `Rimuovi ${name}`,
    removed: (name) => `${name} non fa più parte dei membri.`,
    handle: 'Nome utente',
    handleOf: (name) => `Correggi il nome utente di ${name}`,
    handleChanged: (name, handle) => `${name} ora ha il nome utente ${handle}.`,
  },
  removed: {
    title: 'Rimossi di recente',
    text: 'Chi è stato rimosso negli ultimi 30 giorni può tornare con tutto: foto, password, cronologia, preferiti.',
    since: (when) => `Rimozione: ${when}`,
    restore: 'Ripristina',
    restoreOf: (name) => `Ripristina ${name}`,
    restored: (name) => `${name} fa di nuovo parte dei membri.`,
    handle: 'Nel frattempo il suo nome utente è di qualcun altro, perciò ne serve uno nuovo.',
  },
  handle: {
    title: (name) => `Correggi il nome utente di ${name}`,
    text: 'I link con il nome utente precedente portano a questa persona per 90 giorni.',
    label: 'Nome utente',
    act: 'Salva',
  },
  add: {
    open: 'Aggiungi un membro',
    title: 'Aggiungi un membro',
    text: 'Riceve un link con cui questa persona fa l’accesso, una volta sola.',
    name: 'Nome visualizzato',
    handle: 'Nome utente',
    handleHint: 'Per link e accesso, per esempio ada.lovelace.',
    act: 'Aggiungi',
    reuse:
      'Qualcuno che è stato rimosso aveva questo nome utente. I link a quella persona porterebbero alla nuova. Può anche ripristinarla: chiuda qui e veda «Rimossi di recente».',
    reuseAct: 'Assegna di nuovo il nome utente',
  },
  link: {
    title: (name) => `Link di accesso per ${name}`,
    text: 'Lo mandi solo a questa persona: chi lo apre accede al suo posto. Vale una volta, entro 15 minuti, e non viene mostrato di nuovo.',
  },
  removal: {
    title: (name) => `Rimuovere ${name}?`,
    text: (handle) =>
      `La sessione finisce su ogni dispositivo e le chiamate in corso terminano. Per 30 giorni è possibile ripristinare tutto; poi ciò che appartiene a questa persona viene cancellato. Il suo nome utente è ${handle}.`,
    act: (name) => `Rimuovi ${name}`,
  },
  invitations: {
    title: 'Inviti e link di accesso',
    text: 'Con un invito ci si unisce con il nome che si preferisce; con un link di accesso entra un membro. Ognuno vale una volta.',
    make: 'Invita qualcuno',
    none: 'Nessun invito in sospeso.',
    loadFailed: 'Non è stato possibile caricare gli inviti',
    invitation: 'Invito',
    signsIn: (name) => `Link di accesso per ${name}`,
    by: (name, until) => `Di ${name}, valido fino a: ${until}`,
    byNobody: (until) => `Dalla riga di comando, valido fino a: ${until}`,
    revoke: 'Revoca',
    revokeOf: (what, by) => `Revoca: ${what}. ${by}`,
    revoked: 'Il link è revocato.',
  },
  installation: {
    title: 'Squillo e connessione',
    text: 'Le modifiche valgono dalla prossima chiamata, senza riavvio.',
    loadFailed: 'Non è stato possibile caricare le impostazioni',
    ringSeconds: 'Secondi di squillo di una chiamata',
    ringHint: 'Da 5 a 300',
    pairCalls: 'Chiamate a una persona',
    pairHint: 'Senza risposta, in dieci minuti',
    callerCalls: 'Chiamate di una persona',
    callerHint: 'Senza risposta, in un’ora',
    stunUrls: 'Server STUN, uno per riga',
    ownStun: (url) => `Se non ne indica, si usa quello di questo server: ${url}`,
    noStun: 'Senza, le chiamate funzionano solo all’interno di una rete.',
    turnUrls: 'Server TURN, uno per riga',
    turnHint: 'Inoltrano le chiamate che non trovano una via diretta.',
    turnSecret: 'Segreto TURN',
    secretSet:
      'È impostato un segreto. Non viene mostrato a nessuno; ciò che scrive qui lo sostituisce.',
    secretNone: 'Lo static-auth-secret del server.',
    secretForgotten: 'Senza server TURN si dimentica anche il segreto.',
    setBy: (variable) => `Impostato da ${variable}`,
    check: 'Verifica ora',
    checking: 'Si interrogano i server…',
    saved: 'Le impostazioni sono salvate.',
    wrong: {
      ringSeconds: 'Un numero intero da 5 a 300',
      pairCalls: 'Un numero intero da 1 a 1000',
      callerCalls: 'Un numero intero da 1 a 1000',
      stunUrls: 'Indirizzi come stun:stun.example.org:3478, al massimo 20',
      turnUrls:
        'Indirizzi come turn:turn.example.org:3478?transport=udp, o con turns:, al massimo 20',
      turnSecret: 'Almeno 16 caratteri, come nei server TURN',
    },
    wrongUrl: (url, right) => `${right}; «${url}» non lo è`,
    noTurn: 'Un segreto richiede almeno un server TURN',
    noSecret: 'I server TURN richiedono un segreto di almeno 16 caratteri',
  },
  health: {
    title: 'Stato',
    text: 'Se questo server, il suo database e le sue connessioni stanno bene.',
    run: 'Esegui tutte le verifiche',
    notYet: 'Non verificato da quando questa pagina è aperta.',
    running: 'Verifica in corso. Ci vuole qualche secondo…',
    services: 'Servizi push dall’ultimo avvio',
    noPush: 'Nessun push inviato dall’ultimo avvio.',
    failing: 'Rifiuta questo server',
    working: 'Accetta i push',
    service: (name) => SERVICES[name] ?? name,
    status: { ok: 'Bene', warning: 'Avviso', failed: 'Non riuscito' },
    check: {
      origin: 'Indirizzo',
      certificate: 'Certificato',
      database: 'Database',
      stun: 'STUN',
      turn: 'TURN',
      push: 'Push',
    },
  },
  acts: {
    title: 'Che cosa è stato fatto',
    text: 'Le ultime cento azioni di amministrazione, accessi con link e nuove password, dalla più recente. Conservate per un anno.',
    none: 'Ancora nulla.',
    loadFailed: 'Non è stato possibile caricare l’elenco',
    commandLine: 'La riga di comando',
    said: (by, act, target) => `${by} ${ACTS[act](target)}`,
  },
} satisfies typeof english
