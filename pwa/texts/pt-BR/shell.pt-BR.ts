import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'Chamadas de vídeo a dois que tocam.',
  tooOld:
    'Este navegador é antigo demais para o Peal. Atualize-o, ou abra o Peal com Chromium, Chrome ou Edge 125 ou mais recente, Firefox 128 ou mais recente, ou Safari 18 ou mais recente.',
  noScript: 'O Peal precisa de JavaScript.',
  installed: {
    description: 'Chamadas de vídeo que tocam.',
    callSomeone: 'Ligar para alguém',
    calls: 'Chamadas',
    settings: 'Configurações',
    contactsPicture: 'Contatos',
    missedPicture: 'Chamadas perdidas em um celular',
  },
} satisfies typeof english
