import type { pushTexts as english } from './en.ts'

/** The texts of a push in Italian. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} La sta chiamando`,
    body: 'Apra per rispondere, o per vedere che la chiamata è persa.',
  },
  over: {
    title: (caller) => `Chiamata da ${caller}`,
    body: 'La chiamata è finita.',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${count} chiamate perse da ${caller}` : `Chiamata persa da ${caller}`,
    body: 'Apra per vedere quando.',
  },
  test: { title: 'Squillo di prova', body: 'Così appare qui una chiamata.' },
  echo: { title: 'Peal è pronto qui', body: 'Riceverà avvisi delle chiamate.' },
} satisfies typeof english
