import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Installa Peal',
  refused: 'Questo browser non ha chiesto se installare Peal. Forse lo propone nel proprio menu.',
  newVersion: 'C’è una nuova versione di Peal.',
  reload: 'Ricarica',
  updating: 'Aggiornamento…',
  later: 'Più tardi',
} satisfies typeof english
