import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'Chamada · Peal',
  stage: {
    browserAsks: 'O navegador pergunta aqui. Clique em “Permitir”.',
    calling: (name) => `Ligando para ${name}…`,
    ringing: 'Tocando…',
    connecting: 'Conectando…',
    connected: 'Conectado',
    reconnecting: 'Reconectando…',
    looking: 'Procurando um dispositivo que possa tocar',
    calls: (name) => `${name} está ligando.`,
    opening: 'Abrindo a chamada…',
    offline: 'Sem conexão não há chamadas.',
    away: 'O Peal não consegue falar com o servidor.',
  },
  controls: {
    mute: 'Desativar o microfone',
    unmute: 'Ativar o microfone',
    muteWord: 'Mudo',
    unmuteWord: 'Ativar som',
    hangUp: 'Desligar',
    cameraOff: 'Desligar a câmera',
    cameraOn: 'Ligar a câmera',
    cameraOffWord: 'Sem câmera',
    cameraOnWord: 'Câmera',
    more: 'Mais',
    hear: 'Clique para ouvir',
    name: 'Controles da chamada',
  },
  video: {
    own: 'Seu vídeo',
    other: (name) => `Vídeo de ${name}`,
  },
  notKept:
    'Este navegador não guarda nada do Peal: o que você escolher aqui será esquecido com esta janela.',
} satisfies typeof english
