import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Accesso',
    to: 'Accesso a',
    as: (name) => `Accedi come ${name}`,
    linkHint: 'Il link vale una volta, per questo browser.',
    linkMobile: 'Questo dispositivo Le segnalerà le chiamate perse. Si chiama da un computer.',
    button: 'Accedi',
    looking: 'Controllo del Suo link…',
    otherWay: 'Accedi invece con una password',
    wrong: 'Nome utente e password non corrispondono.',
    member: 'Qui c’è già una sessione aperta; con questo accesso finisce.',
  },
  fields: {
    handle: 'Nome utente',
    handleHint: 'Lettere minuscole, cifre, punti e trattini; con questo La trovano gli altri.',
    name: 'Nome visualizzato',
    password: 'Password',
    passwordOptional: 'Non è necessaria: senza password si accede con link di un amministratore.',
    passwordOfAdmin: 'Non è necessaria: senza password si accede con link della riga di comando.',
    showPassword: 'Mostra la password',
    hidePassword: 'Nascondi la password',
  },
  wrongField: {
    handle: 'Da 2 a 32 lettere minuscole, cifre, punti, trattini o trattini bassi.',
    name: 'Da 1 a 80 caratteri.',
    password: 'Almeno 10 caratteri.',
  },
  join: {
    title: 'Unirsi',
    to: 'Unirsi a',
    setupTitle: 'Crea il primo amministratore',
    setupText: 'Lei sarà il primo membro di questo Peal e lo amministrerà.',
    button: 'Unisciti',
    setupButton: 'Crea',
  },
  linkUsed: {
    title: 'Questo link è già stato usato',
    text: 'I link valgono una volta, e non per sempre. Ne chieda un altro a chi Gliel’ha mandato.',
    go: 'Vai all’accesso',
  },
  hero: {
    title: 'Chiamate che squillano.',
    text: (host) =>
      `Video a due tra le persone di ${host}. Audio e immagine vanno direttamente dall’una all’altra.`,
    welcome: (name) => `Le diamo il benvenuto, ${name}.`,
    welcomeBack: 'Le diamo il benvenuto.',
  },
} satisfies typeof english
