import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Instalar Peal',
  refused: 'Este navegador no ha preguntado si instalar Peal. Quizá lo ofrezca en su propio menú.',
  newVersion: 'Hay una versión nueva de Peal.',
  reload: 'Recargar',
  updating: 'Actualizando…',
  later: 'Más tarde',
} satisfies typeof english
