import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'questo browser',
  closedToo: (browser) => `Anche con la scheda di Peal chiusa, finché ${browser} è in funzione.`,
  whileOpen: 'Finché una scheda di Peal è aperta in questo browser.',
  provedAt: (when) => `Verificato ${when}: è arrivato un push.`,
  allow: {
    title: 'Squillare anche con la scheda chiusa',
    text: 'Peal mostra allora una notifica quando qualcuno chiama. Il browser Glielo chiede una volta, e Lei può cambiare idea quando vuole.',
    button: 'Fai squillare qui le chiamate',
    closed: 'La domanda è stata chiusa senza risposta. Prema di nuovo, poi «Consenti».',
  },
  asking: 'Il browser Le chiede qui il permesso. Prema «Consenti».',
  askingHint: 'Non c’è nessuna domanda? Prema la campana, o il simbolo accanto all’indirizzo.',
  subscribing: (browser) =>
    `Registrazione di ${browser} presso il suo servizio push. Ci vuole qualche secondo.`,
  proving: 'Un messaggio è in viaggio attraverso il servizio push, per la verifica.',
  unproved: {
    title: 'Non è ancora arrivato nulla',
    text: 'Il servizio push ha preso un messaggio per questo browser, e non è arrivato. Uno squillo di prova mostra dove si ferma.',
  },
  blocked: {
    title: 'Le notifiche sono bloccate',
    text: 'Perciò le chiamate squillano solo finché è aperta una scheda di Peal. Per consentirle:',
    steps: {
      chromium: [
        'Prema il simbolo a sinistra dell’indirizzo',
        'Attivi Notifiche',
        'Torni qui: il resto va da sé',
      ],
      firefox: [
        'Prema il simbolo a sinistra dell’indirizzo',
        'Rimuova «Bloccato» accanto a Invio notifiche',
        'Torni qui e prema il pulsante',
      ],
      safari: [
        'Nel menu Safari, apra Impostazioni, Siti web',
        'In Notifiche, imposti questo sito su «Consenti»',
        'Torni qui e ricarichi la pagina',
      ],
      other: [
        'Apra le impostazioni di questo sito, vicino all’indirizzo',
        'Consenta le notifiche',
        'Torni qui e ricarichi la pagina',
      ],
      android: [
        'Tocchi il simbolo a sinistra dell’indirizzo, poi Autorizzazioni',
        'Attivi Notifiche',
        'Torni qui',
      ],
      ios: [
        'Apra l’app Impostazioni, poi Notifiche',
        'Scelga Peal e attivi Consenti notifiche',
        'Torni qui',
      ],
    },
  },
  noService: {
    title: 'Le chiamate squillano solo finché è aperta una scheda di Peal',
    why: {
      silent: (browser) =>
        `Il servizio push di ${browser} non risponde. Forse un firewall o un proxy lo tiene lontano da questo computer, o una domanda del browser è ancora aperta.`,
      failed: (browser) =>
        `La registrazione di ${browser} presso il suo servizio push non è riuscita. Le finestre private e alcuni browser non ne hanno.`,
      host: (browser) =>
        `Questo Peal non invia al servizio push di ${browser}. Il suo amministratore può aggiungerlo.`,
      failing: () =>
        'Il servizio push respinge i messaggi di questo Peal. I tentativi continuano; l’amministratore ne vede il motivo.',
    },
    said: (detail) => `La risposta: «${detail}».`,
    host: (host) => `Il suo indirizzo è ${host}.`,
    phone: 'Questo telefono non sa nulla delle chiamate perse mentre Peal è chiuso.',
  },
  unsupported: (browser) =>
    `In ${browser} non c’è il push per le pagine web: nulla può svegliare Peal una volta chiusa la scheda.`,
  noWorker:
    'Questo browser non conserva nulla di Peal, come in una finestra privata: nulla può svegliarlo una volta chiusa la scheda.',
  unreachable: 'Ora non si può verificare se le chiamate squillano con la scheda chiusa.',
  abilities: {
    title: (browser) => `Com’è uno squillo in ${browser}`,
    answers: 'Rispondi e Rifiuta sono nella notifica.',
    answersNot: 'Prema la notifica: Rispondi e Rifiuta sono nella finestra che si apre.',
    repeats: 'Squilla di nuovo finché non si risponde o la chiamata finisce.',
    repeatsBySystem: 'Appare e squilla come ogni chiamata su questo sistema.',
    repeatsNot: 'Squilla una volta, e resta nell’elenco delle notifiche.',
  },
  phone: {
    title: 'Ricevere avvisi di chiamate perse',
    text: 'Questo telefono può segnalarLe le chiamate perse, anche con Peal chiuso. Il browser Glielo chiede una volta.',
    button: 'Avvisami delle chiamate perse',
    works: 'Questo telefono Le segnala le chiamate perse, anche con Peal chiuso.',
    blocked:
      'Perciò questo telefono non può dirLe chi ha chiamato mentre Peal è chiuso. Per consentirle:',
    unreachable: 'Ora non si può verificare se questo telefono Le segnala le chiamate perse.',
    unsupported: 'Questo browser non può avvisarLa con Peal chiuso. Guardi qui che cosa ha perso.',
    homeScreen:
      'iPhone e iPad lo permettono solo alle app nella schermata Home: metta prima lì Peal.',
    steps: [
      {
        title: 'Condividi',
        text: 'Sotto la pagina in Safari, sopra su un iPad, o dietro i tre puntini',
      },
      { title: 'Aggiungi alla schermata Home', text: 'Scorra un po’ l’elenco' },
      {
        title: 'Apra Peal da lì',
        text: 'Se richiesto, faccia l’accesso, poi tocchi «Avvisami delle chiamate perse»',
      },
    ],
  },
} satisfies typeof english
