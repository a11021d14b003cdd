import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `O som e a imagem vão direto para ${name}, criptografados.`
    : `Seu som vai direto para ${name}, criptografado.`
const needed = (camera: boolean): string =>
  camera ? 'do seu microfone e da sua câmera' : 'do seu microfone'

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'Ligar de novo',
  close: 'Fechar',
  tryAgain: 'Tentar de novo',
  lacks: {
    camera: 'Câmera desligada',
    microphone: 'Microfone desativado',
  },
  more: {
    rang: (name) => `${name} vai ver que você ligou.`,
    notRung: (name, browser) => `Não tocou para ${name}. Para permitir os dois em ${browser}:`,
    allowIn: (browser) => `Para permitir os dois em ${browser}:`,
    notRungSystem: (name) => `Não tocou para ${name}. Para permitir os dois no seu sistema:`,
    allowInSystem: 'Para permitir os dois no seu sistema:',
  },
  permission: {
    titleCall: (name, camera) => `Para ligar para ${name}, o Peal precisa ${needed(camera)}`,
    titleAnswer: (name, camera) => `Para falar com ${name}, o Peal precisa ${needed(camera)}`,
    text: (name, camera) => `${goesStraight(name, camera)} Nada toca enquanto você não permitir.`,
    textAnswer: goesStraight,
    microphone: 'Microfone',
    camera: 'Câmera',
    cancel: 'Cancelar a chamada',
    thisBrowser: 'este navegador',
    steps: {
      chromium: [
        'Clique neste símbolo, à esquerda do endereço',
        'Ative Microfone e Câmera',
        'Volte aqui e tente de novo',
      ],
      firefox: [
        'Clique no símbolo riscado, à esquerda do endereço',
        'Remova “Bloqueado” ao lado de Microfone e Câmera',
        'Volte aqui, tente de novo e clique em “Permitir”',
      ],
      safari: [
        'No menu Safari, abra os ajustes deste site',
        'Defina Câmera e Microfone como “Permitir”',
        'Volte aqui e tente de novo',
      ],
      other: [
        'Abra as configurações deste site, perto do endereço',
        'Permita o microfone e a câmera',
        'Volte aqui e tente de novo',
      ],
    },
    systemSteps: {
      mac: [
        'Abra Ajustes do Sistema, Privacidade e Segurança',
        'Em Microfone e em Câmera, ative este navegador',
        'Volte aqui e tente de novo; talvez seja preciso reiniciar o navegador',
      ],
      windows: [
        'Abra Configurações, Privacidade e segurança',
        'Em Microfone e em Câmera, permita o acesso de aplicativos da área de trabalho',
        'Volte aqui e tente de novo',
      ],
      other: [
        'Abra as configurações de privacidade do seu sistema',
        'Permita que este navegador use o microfone e a câmera',
        'Volte aqui e tente de novo',
      ],
    },
  },
  question: {
    title: (name) => `Ligar para ${name}?`,
    text: 'Um link ou outra página pede esta chamada. Nada toca antes de você clicar.',
    call: (name) => `Ligar para ${name}`,
  },
  ownPicture: {
    move: 'Sua imagem: as setas do teclado a levam para outro canto',
    corners: {
      'top-left': 'Sua imagem está no canto superior esquerdo.',
      'top-right': 'Sua imagem está no canto superior direito.',
      'bottom-left': 'Sua imagem está no canto inferior esquerdo.',
      'bottom-right': 'Sua imagem está no canto inferior direito.',
    },
  },
  devices: {
    title: 'Dispositivos',
    camera: 'Câmera',
    microphone: 'Microfone',
    speaker: 'Alto-falante',
    standard: 'Escolhido pelo sistema',
    none: 'Nenhum encontrado',
    unlisted: 'Este navegador não diz quais existem.',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'Este navegador usa o alto-falante que o sistema escolhe.',
  },
  quality: {
    words: ['nada chega', 'ruim', 'regular', 'boa', 'muito boa'],
    bars: (quality) => `Conexão: ${quality}, criptografada`,
  },
  menu: {
    shareScreen: 'Compartilhar tela',
    stopSharing: 'Parar de compartilhar',
    devices: 'Dispositivos',
    fullScreen: 'Tela cheia',
    pictureInPicture: 'Picture-in-picture',
    details: 'Detalhes da conexão',
    refused: (mode) => `“${mode}” não é possível: este navegador não permite.`,
  },
  details: {
    title: 'Detalhes da conexão',
    waiting: 'Ainda não se sabe nada da conexão.',
    found: { here: 'Endereços deste lado', there: 'Endereços do outro lado' },
    addresses: {
      host: (count) => plural('pt-BR', count, { one: `${count} local`, other: `${count} locais` }),
      srflx: (count) =>
        plural('pt-BR', count, { one: `${count} público`, other: `${count} públicos` }),
      prflx: (count) =>
        plural('pt-BR', count, {
          one: `${count} encontrado ao conectar`,
          other: `${count} encontrados ao conectar`,
        }),
      relay: (count) => `${count} por um relay`,
    },
    list: (addresses) => addresses.join(', '),
    noAddress: 'Nenhum',
    quality: 'Qualidade',
    measures: 'Por isso',
    measure: {
      'picture-small': 'Sua imagem é enviada pequena, para que seu som chegue.',
      'picture-paused': 'Sua imagem está pausada, para que seu som chegue.',
      'sound-thin': 'Seu som é enviado em menos pacotes e mais leves.',
      'sound-repeated': (times) =>
        times === 1
          ? 'Cada pacote do seu som repete o anterior, porque alguns se perdem.'
          : `Cada pacote do seu som repete os ${times} anteriores, porque muitos se perdem.`,
    },
    encryption: 'Criptografia',
    path: 'Caminho',
    direct: 'Direto para o outro navegador',
    relayed: 'Por um relay',
    transport: 'Transporte',
    roundTrip: 'Ida e volta',
    loss: 'Pacotes perdidos',
    receiving: 'Recepção',
    sending: 'Envio',
    pictureIn: 'Imagem recebida',
    pictureOut: 'Imagem enviada',
    codecs: 'Codecs',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)}%`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null
        ? `${width} × ${height}`
        : `${width} × ${height}, ${Math.round(fps)} por segundo`,
  },
  notes: {
    weak: {
      yours: () => 'Sua conexão está fraca',
      theirs: (name) => `A conexão de ${name} está fraca`,
      both: () => 'A conexão está fraca',
    },
    paused: 'Imagem pausada: conexão fraca',
    sharing: (name) => `${name} compartilha uma tela`,
    youShare: 'Você está compartilhando sua tela',
    cameraRefused: 'Sua câmera está bloqueada',
    cameraAbsent: 'Nenhuma câmera encontrada',
    cameraBusy: 'Outro programa usa sua câmera',
    cameraFailed: 'Não foi possível abrir sua câmera',
    cameraSystem: 'As configurações de privacidade do seu sistema bloqueiam sua câmera',
    cameraHung: 'Sua câmera não responde',
    cameraSilenced: 'Seu sistema desligou sua câmera.',
    soundOnly: (cause) => `${cause}: a chamada é só com som.`,
    unseen: (cause) => `${cause}: o outro lado não vê você.`,
    microphoneAbsent: 'Nenhum microfone encontrado: o outro lado não ouve você.',
    microphoneBusy: 'Outro programa usa seu microfone: o outro lado não ouve você.',
    microphoneSystem:
      'As configurações de privacidade do seu sistema bloqueiam seu microfone: o outro lado não ouve você.',
    microphoneHung: 'Seu microfone não responde: o outro lado não ouve você.',
    microphoneKept: 'Não foi possível abrir o microfone escolhido. O anterior continua em uso.',
    microphoneSilenced: 'Seu sistema desativou seu microfone.',
    microphoneFailed: 'Não foi possível abrir seu microfone: o outro lado não ouve você.',
    screenFailed:
      'Não foi possível compartilhar sua tela. Permita isso nas configurações do seu sistema e tente de novo.',
  },
} satisfies typeof english
