import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'Llamada · Peal',
  stage: {
    browserAsks: 'El navegador le pregunta aquí. Pulse «Permitir».',
    calling: (name) => `Llamando a ${name}…`,
    ringing: 'Sonando…',
    connecting: 'Conectando…',
    connected: 'Conectado',
    reconnecting: 'Reconectando…',
    looking: 'Buscando un dispositivo que pueda sonar',
    calls: (name) => `Le llama ${name}.`,
    opening: 'Abriendo la llamada…',
    offline: 'Sin conexión no hay llamadas.',
    away: 'Peal no puede comunicarse con su servidor.',
  },
  controls: {
    mute: 'Silenciar el micrófono',
    unmute: 'Activar el micrófono',
    muteWord: 'Silenciar',
    unmuteWord: 'Activar',
    hangUp: 'Colgar',
    cameraOff: 'Apagar la cámara',
    cameraOn: 'Encender la cámara',
    cameraOffWord: 'Sin cámara',
    cameraOnWord: 'Cámara',
    more: 'Más',
    hear: 'Pulse para oír',
    name: 'Controles de la llamada',
  },
  video: {
    own: 'Su vídeo',
    other: (name) => `Vídeo de ${name}`,
  },
  notKept:
    'Este navegador no guarda nada de Peal: lo que elija aquí se olvidará al cerrar esta ventana.',
} satisfies typeof english
