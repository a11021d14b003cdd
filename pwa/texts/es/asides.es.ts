import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'Aquí no hay nada',
    text: 'Quizá la dirección esté mal escrita, o ya no exista lo que había en ella.',
    go: 'Ir a los contactos',
  },
  unsupported: {
    title: 'Este navegador no puede hacer llamadas',
    lacks: (what) => `Le falta: ${what.join(', ')}.`,
    text: 'Peal llama con Chromium, Chrome o Edge 125 y posteriores, Firefox 128 y posteriores, y Safari 18 y posteriores, por https o en este mismo ordenador.',
    features: {
      'secure-context': 'una dirección segura (https, o este mismo ordenador)',
      webrtc: 'WebRTC',
      media: 'acceso al micrófono y a la cámara',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'Se ha creado un enlace de acceso para usted',
    text: (by, when) =>
      `Lo ha creado ${by ?? 'alguien en la línea de órdenes'}, ${when}. Quien lo abra entra en su lugar. Si no lo esperaba, revóquelo en la página Administración y repase sus dispositivos.`,
    open: 'Ir a la administración',
    dismiss: 'Ya lo sé',
  },
  invite: {
    title: 'Invitar a alguien',
    text: 'Envíe este enlace a una sola persona. Vale una vez, durante siete días.',
    making: 'Creando un enlace…',
    link: 'Enlace',
    copy: 'Copiar el enlace',
    copied: 'El enlace está copiado.',
    notCopied: 'El navegador no ha dejado copiar a Peal. Seleccione el enlace y cópielo.',
    another: 'Crear otro enlace',
  },
} satisfies typeof english
