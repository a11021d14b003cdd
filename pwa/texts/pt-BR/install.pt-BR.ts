import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Instalar o Peal',
  refused:
    'Este navegador não perguntou se deve instalar o Peal. Talvez o próprio menu dele ofereça.',
  newVersion: 'Há uma nova versão do Peal.',
  reload: 'Recarregar',
  updating: 'Atualizando…',
  later: 'Mais tarde',
} satisfies typeof english
