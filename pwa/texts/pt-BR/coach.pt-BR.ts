import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Garanta que as chamadas toquem aqui',
  titleDone: 'As chamadas tocam aqui',
  titlePhone: 'Receber avisos de chamadas perdidas',
  dismiss: 'Agora não',
  close: 'Fechar',
  step: (done) => (done ? 'Feito' : 'A fazer'),
  allow: {
    title: 'Permitir notificações',
    text: 'Assim as chamadas tocam também com a aba do Peal fechada. O navegador pergunta uma vez.',
    blocked: 'Seu navegador as bloqueia.',
    how: 'Como permitir',
    noService:
      'Nenhum serviço de push está acessível: as chamadas tocam enquanto uma aba do Peal estiver aberta.',
    why: 'Por quê, e o que fazer',
  },
  install: {
    title: 'Instalar o Peal',
    text: 'Ele ganha uma janela e um ícone próprios, que conta suas chamadas perdidas.',
  },
  login: {
    title: 'Abrir ao iniciar a sessão',
    done: 'Já fiz isso',
    installed: {
      Chrome:
        'Abra chrome://apps, clique com o botão direito no Peal e escolha iniciar o app ao entrar.',
      Edge: 'Abra edge://apps, clique nos pontos ao lado do Peal e ative o início automático ao entrar no dispositivo.',
    },
    browser: {
      windows: (browser) =>
        `Deixe ${browser} abrir com o Windows: Configurações, Aplicativos, Inicialização.`,
      mac: (browser) =>
        `Deixe ${browser} abrir com seu Mac: Ajustes do Sistema, Geral, Itens de Início.`,
      linux: (browser) =>
        `Adicione ${browser} aos programas que sua área de trabalho abre ao iniciar a sessão.`,
      chromeos: () => 'Chromebooks fazem isso sozinhos.',
      other: (browser) => `Deixe ${browser} abrir quando você iniciar a sessão.`,
    },
    firefoxWindows:
      'No Firefox: Configurações, Geral, “Abrir o Firefox automaticamente ao iniciar o computador”.',
  },
} satisfies typeof english
