import type { pushTexts as english } from './en.ts'

/** The texts of a push in French. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} vous appelle`,
    body: 'Ouvrez pour répondre, ou pour voir que l’appel a été manqué.',
  },
  over: {
    title: (caller) => `Appel de ${caller}`,
    body: 'L’appel est terminé.',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${count} appels manqués de ${caller}` : `Appel manqué de ${caller}`,
    body: 'Ouvrez pour voir quand.',
  },
  test: { title: 'Essai de sonnerie', body: 'C’est ainsi qu’un appel s’affiche ici.' },
  echo: { title: 'Peal est prêt ici', body: 'Vous serez prévenu des appels.' },
} satisfies typeof english
