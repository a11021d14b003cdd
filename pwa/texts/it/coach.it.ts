import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Faccia in modo che le chiamate squillino qui',
  titleDone: 'Le chiamate squillano qui',
  titlePhone: 'Ricevere avvisi di chiamate perse',
  dismiss: 'Non ora',
  close: 'Chiudi',
  step: (done) => (done ? 'Fatto' : 'Da fare'),
  allow: {
    title: 'Consenta le notifiche',
    text: 'Allora le chiamate squillano anche con la scheda di Peal chiusa. Il browser Glielo chiede una volta.',
    blocked: 'Il Suo browser le blocca.',
    how: 'Come consentirle',
    noService:
      'Nessun servizio push è raggiungibile: le chiamate squillano finché è aperta una scheda di Peal.',
    why: 'Perché, e che cosa fare',
  },
  install: {
    title: 'Installi Peal',
    text: 'Avrà una finestra e un’icona proprie, che conta le Sue chiamate perse.',
  },
  login: {
    title: 'Avvio all’accesso',
    done: 'L’ho fatto',
    installed: {
      Chrome:
        'Apra chrome://apps, faccia clic destro su Peal e scelga di avviare l’app all’accesso.',
      Edge: 'Apra edge://apps, prema i puntini accanto a Peal e attivi l’avvio automatico all’accesso.',
    },
    browser: {
      windows: (browser) => `Lasci che ${browser} si avvii con Windows: Impostazioni, App, Avvio.`,
      mac: (browser) =>
        `Lasci che ${browser} si avvii con il Suo Mac: Impostazioni di Sistema, Generali, Elementi login.`,
      linux: (browser) => `Aggiunga ${browser} ai programmi che il desktop avvia all’accesso.`,
      chromeos: () => 'I Chromebook lo fanno da soli.',
      other: (browser) => `Lasci che ${browser} si avvii all’accesso.`,
    },
    firefoxWindows:
      'In Firefox: Impostazioni, Generale, «Apri Firefox automaticamente all’avvio del computer».',
  },
} satisfies typeof english
