import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'Não há nada aqui',
    text: 'Talvez o endereço tenha um erro de digitação, ou aquilo a que ele levava não exista mais.',
    go: 'Ir para os contatos',
  },
  unsupported: {
    title: 'Este navegador não consegue fazer chamadas',
    lacks: (what) => `Falta nele: ${what.join(', ')}.`,
    text: 'O Peal liga com Chromium, Chrome ou Edge 125 e mais recentes, Firefox 128 e mais recentes, e Safari 18 e mais recentes, por https ou neste mesmo computador.',
    features: {
      'secure-context': 'um endereço seguro (https, ou este mesmo computador)',
      webrtc: 'WebRTC',
      media: 'acesso ao microfone e à câmera',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'Um link de acesso foi criado para você',
    text: (by, when) =>
      `Criado por ${by ?? 'alguém na linha de comando'}, ${when}. Quem abrir entra no seu lugar. Se você não esperava por isso, revogue-o na página Administração e confira seus dispositivos.`,
    open: 'Ir para a administração',
    dismiss: 'Já sei disso',
  },
  invite: {
    title: 'Convidar alguém',
    text: 'Envie este link para uma só pessoa. Ele vale uma vez, por sete dias.',
    making: 'Criando um link…',
    link: 'Link',
    copy: 'Copiar o link',
    copied: 'O link foi copiado.',
    notCopied: 'O navegador não deixou o Peal copiar. Selecione o link e copie.',
    another: 'Criar outro link',
  },
} satisfies typeof english
