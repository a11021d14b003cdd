import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Peal installieren',
  refused:
    'Dieser Browser hat nicht gefragt, ob Peal installiert werden soll. Vielleicht geht es in seinem eigenen Menü.',
  newVersion: 'Eine neue Version von Peal ist da.',
  reload: 'Neu laden',
  updating: 'Wird aktualisiert …',
  later: 'Später',
} satisfies typeof english
