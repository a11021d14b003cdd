import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Squillo di prova',
  button: 'Squillo di prova',
  text: 'Il server fa squillare questo browser come farebbe chi chiama.',
  steps: {
    sent: { done: 'Il server ha inviato lo squillo', next: 'Il server invia lo squillo' },
    accepted: { done: 'Il servizio push lo ha preso', next: 'Il servizio push lo prende' },
    woke: { done: 'Questo browser si è svegliato', next: 'Questo browser si sveglia' },
    shown: { done: 'La notifica è apparsa', next: 'La notifica appare' },
    pressed: { done: 'Lei l’ha premuta', next: 'Lei la preme' },
  },
  failed: {
    sent: 'Il server non lo ha inviato',
    accepted: 'Il servizio push lo ha rifiutato',
    woke: 'Questo browser non si è svegliato',
    shown: 'Non è stato possibile mostrare la notifica',
    pressed: 'Nessuno l’ha premuta',
  },
  after: (seconds) => `${decimal(seconds, 1)} s`,
  said: (detail) => `La risposta: «${detail}».`,
  gone: 'Il server non conosce più questo browser. Viene registrato di nuovo: riprovi tra un momento.',
  press: 'Prema ora la notifica.',
  done: 'Funziona tutto: le chiamate squillano qui con la scheda chiusa.',
  advice: {
    sent: () => 'Riprovi tra un momento.',
    accepted: () =>
      'Riprovi. Se non cambia, dica al Suo amministratore che cosa ha risposto il servizio push.',
    woke: (browser) =>
      `Tra ${browser} e il suo servizio push non c’è connessione: è offline, è appena partito, o lo impediscono un firewall o una VPN. Aspetti un minuto e riprovi. Con tutte le finestre chiuse si sveglia solo se le sue impostazioni gli permettono di restare attivo in background.`,
    shown: (_, system) => system,
    pressed: (_, system) => `È apparsa. Se non ha visto nulla, il sistema la nasconde. ${system}`,
  },
  system: {
    windows: (browser) =>
      `Su Windows: Impostazioni, Sistema, Notifiche. Lasci passare ${browser} e disattivi Non disturbare.`,
    mac: (browser) =>
      `Su un Mac: Impostazioni di Sistema, Notifiche. Consenta ${browser} e Peal, scelga Persistenti e disattivi Full immersion.`,
    linux: (browser) =>
      `Su Linux: impostazioni del desktop, Notifiche. Lasci passare ${browser} e disattivi Non disturbare. Un desktop senza servizio di notifiche non ne mostra.`,
    chromeos: () =>
      'Su ChromeOS: Impostazioni, App, Notifiche. Lasci passare Peal e disattivi Non disturbare.',
    android: (browser) => `Su Android: Impostazioni, App, ${browser}, Notifiche.`,
    ios: () => 'Nell’app Impostazioni: Notifiche, Peal.',
    other: (browser) => `Lasci passare ${browser} nelle impostazioni di notifica del sistema.`,
  },
} satisfies typeof english
