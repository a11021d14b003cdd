import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'este navegador',
  closedToo: (browser) =>
    `Também com a aba do Peal fechada, enquanto ${browser} estiver em execução.`,
  whileOpen: 'Enquanto uma aba do Peal estiver aberta neste navegador.',
  provedAt: (when) => `Comprovado ${when}: um push chegou.`,
  allow: {
    title: 'Tocar também com a aba fechada',
    text: 'O Peal mostra então uma notificação quando alguém liga. O navegador pergunta uma vez, e você pode voltar atrás quando quiser.',
    button: 'Deixar as chamadas tocarem aqui',
    closed: 'A pergunta foi fechada sem resposta. Clique de novo e depois em “Permitir”.',
  },
  asking: 'O navegador pergunta aqui. Clique em “Permitir”.',
  askingHint: 'Não há pergunta? Clique no sino, ou no símbolo ao lado do endereço.',
  subscribing: (browser) => `Registrando ${browser} no serviço de push. Leva alguns segundos.`,
  proving: 'Uma mensagem está a caminho pelo serviço de push, para comprovar.',
  unproved: {
    title: 'Nada chegou ainda',
    text: 'O serviço de push recebeu uma mensagem para este navegador, e ela não chegou. Um toque de teste mostra onde ela para.',
  },
  blocked: {
    title: 'As notificações estão bloqueadas',
    text: 'Por isso as chamadas só tocam enquanto uma aba do Peal estiver aberta. Para permitir:',
    steps: {
      chromium: [
        'Clique no símbolo à esquerda do endereço',
        'Ative Notificações',
        'Volte aqui: o resto acontece sozinho',
      ],
      firefox: [
        'Clique no símbolo à esquerda do endereço',
        'Remova “Bloqueado” ao lado de Enviar notificações',
        'Volte aqui e clique no botão',
      ],
      safari: [
        'No menu Safari, abra Ajustes, Sites',
        'Em Notificações, defina este site como “Permitir”',
        'Volte aqui e recarregue a página',
      ],
      other: [
        'Abra as configurações deste site, perto do endereço',
        'Permita as notificações',
        'Volte aqui e recarregue a página',
      ],
      android: [
        'Toque no símbolo à esquerda do endereço, depois em Permissões',
        'Ative Notificações',
        'Volte aqui',
      ],
      ios: [
        'Abra o app Ajustes, depois Notificações',
        'Escolha o Peal e ative Permitir Notificações',
        'Volte aqui',
      ],
    },
  },
  noService: {
    title: 'As chamadas só tocam enquanto uma aba do Peal estiver aberta',
    why: {
      silent: (browser) =>
        `O serviço de push de ${browser} não responde. Um firewall ou proxy pode estar no caminho, ou uma pergunta do navegador ainda está aberta.`,
      failed: (browser) =>
        `Não foi possível registrar ${browser} no serviço de push. Janelas anônimas e alguns navegadores não têm nenhum.`,
      host: (browser) =>
        `Este Peal não envia para o serviço de push de ${browser}. Seu administrador pode adicioná-lo.`,
      failing: () =>
        'O serviço de push está rejeitando as mensagens deste Peal. Há novas tentativas; o administrador vê o motivo.',
    },
    said: (detail) => `A resposta: “${detail}”.`,
    host: (host) => `O endereço dele é ${host}.`,
    phone: 'Este celular não fica sabendo de chamadas perdidas enquanto o Peal está fechado.',
  },
  unsupported: (browser) =>
    `Não há push para páginas web em ${browser}: nada consegue acordar o Peal com a aba fechada.`,
  noWorker:
    'Este navegador não guarda nada do Peal, como em uma janela anônima: nada consegue acordá-lo com a aba fechada.',
  unreachable: 'Agora não dá para verificar se as chamadas tocam com a aba fechada.',
  abilities: {
    title: (browser) => `Como é um toque em ${browser}`,
    answers: 'Atender e Recusar estão na notificação.',
    answersNot: 'Clique na notificação: Atender e Recusar estão na janela que se abre.',
    repeats: 'Toca de novo até a chamada ser atendida ou acabar.',
    repeatsBySystem: 'Aparece e toca como qualquer chamada neste sistema.',
    repeatsNot: 'Toca uma vez e fica na lista de notificações.',
  },
  phone: {
    title: 'Receber avisos de chamadas perdidas',
    text: 'Este celular pode avisar você das chamadas perdidas, também com o Peal fechado. O navegador pergunta uma vez.',
    button: 'Avisar das chamadas perdidas',
    works: 'Este celular avisa você das chamadas perdidas, também com o Peal fechado.',
    blocked:
      'Por isso este celular não pode dizer quem ligou enquanto o Peal está fechado. Para permitir:',
    unreachable: 'Agora não dá para verificar se este celular avisa você das chamadas perdidas.',
    unsupported: 'Este navegador não pode avisar você com o Peal fechado. Veja aqui o que perdeu.',
    homeScreen:
      'iPhones e iPads só permitem isso a apps na Tela de Início: coloque primeiro o Peal lá.',
    steps: [
      {
        title: 'Compartilhar',
        text: 'Abaixo da página no Safari, acima dela em um iPad, ou atrás dos três pontos',
      },
      { title: 'Adicionar à Tela de Início', text: 'Role um pouco a lista' },
      {
        title: 'Abra o Peal de lá',
        text: 'Entre se for pedido, e toque em “Avisar das chamadas perdidas”',
      },
    ],
  },
} satisfies typeof english
