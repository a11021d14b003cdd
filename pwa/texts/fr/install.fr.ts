import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Installer Peal',
  refused:
    'Ce navigateur n’a pas demandé s’il fallait installer Peal. Son propre menu le propose peut-être.',
  newVersion: 'Une nouvelle version de Peal est là.',
  reload: 'Recharger',
  updating: 'Mise à jour…',
  later: 'Plus tard',
} satisfies typeof english
