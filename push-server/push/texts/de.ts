import type { pushTexts as english } from './en.ts'

/** The texts of a push in German. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} ruft Sie an`,
    body: 'Öffnen, um anzunehmen oder den verpassten Anruf zu sehen.',
  },
  over: {
    title: (caller) => `Anruf von ${caller}`,
    body: 'Der Anruf ist vorbei.',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${count} verpasste Anrufe von ${caller}` : `Verpasster Anruf von ${caller}`,
    body: 'Öffnen, um zu sehen, wann.',
  },
  test: { title: 'Probeklingeln', body: 'So wird ein Anruf hier angezeigt.' },
  echo: { title: 'Peal ist hier eingerichtet', body: 'Sie erfahren von Anrufen.' },
} satisfies typeof english
