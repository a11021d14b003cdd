import type { notifications as english } from '../en/notifications.en.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller} vous appelle`,
  ringText: 'Appel entrant',
  called: (caller) => `Appel de ${caller}`,
  calledText: (time) => `${time}. Cliquez pour voir si ça sonne encore.`,
  answer: 'Répondre',
  decline: 'Refuser',
  answering: 'On répond…',
  lead: (caller) => `Cliquez pour parler avec ${caller}`,
  leadText: 'La fenêtre de l’appel ne s’est pas ouverte toute seule.',
  callBack: 'Rappeler',
  missed: (caller, count) =>
    plural('fr', count, {
      one: `Appel manqué de ${caller}`,
      other: `${count} appels manqués de ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `Dernier : ${time}`),
  over: {
    answered: 'Appel pris sur un autre appareil',
    declined: 'Appel refusé',
    over: 'L’appel est terminé',
  },
  test: 'Essai de sonnerie',
  testText: 'C’est ainsi que Peal sonne ici.',
  proved: 'Les appels peuvent sonner ici',
  provedText: 'Le premier message est arrivé.',
  neutralText: 'Ouvrez Peal pour voir ce qu’il y a de nouveau.',
} satisfies typeof english
