import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `El sonido y la imagen van cifrados directamente a ${name}.`
    : `Su sonido va cifrado directamente a ${name}.`
const needed = (camera: boolean): string => (camera ? 'su micrófono y su cámara' : 'su micrófono')

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'Volver a llamar',
  close: 'Cerrar',
  tryAgain: 'Reintentar',
  lacks: {
    camera: 'Cámara apagada',
    microphone: 'Micrófono silenciado',
  },
  more: {
    rang: (name) => `${name} verá que usted ha llamado.`,
    notRung: (name, browser) => `No le ha sonado a ${name}. Para permitir ambos en ${browser}:`,
    allowIn: (browser) => `Para permitir ambos en ${browser}:`,
    notRungSystem: (name) => `No le ha sonado a ${name}. Para permitir ambos en su sistema:`,
    allowInSystem: 'Para permitir ambos en su sistema:',
  },
  permission: {
    titleCall: (name, camera) => `Para llamar a ${name}, Peal necesita ${needed(camera)}`,
    titleAnswer: (name, camera) => `Para hablar con ${name}, Peal necesita ${needed(camera)}`,
    text: (name, camera) =>
      `${goesStraight(name, camera)} No sonará en ninguna parte hasta que usted lo permita.`,
    textAnswer: goesStraight,
    microphone: 'Micrófono',
    camera: 'Cámara',
    cancel: 'Cancelar la llamada',
    thisBrowser: 'este navegador',
    steps: {
      chromium: [
        'Pulse este símbolo, a la izquierda de la dirección',
        'Active Micrófono y Cámara',
        'Vuelva aquí e inténtelo de nuevo',
      ],
      firefox: [
        'Pulse el símbolo tachado, a la izquierda de la dirección',
        'Quite «Bloqueado» junto a Micrófono y Cámara',
        'Vuelva aquí, inténtelo de nuevo y pulse «Permitir»',
      ],
      safari: [
        'En el menú Safari, abra los ajustes de este sitio web',
        'Ponga Cámara y Micrófono en «Permitir»',
        'Vuelva aquí e inténtelo de nuevo',
      ],
      other: [
        'Abra los ajustes de este sitio, junto a la dirección',
        'Permita el micrófono y la cámara',
        'Vuelva aquí e inténtelo de nuevo',
      ],
    },
    systemSteps: {
      mac: [
        'Abra Ajustes del Sistema, Privacidad y seguridad',
        'En Micrófono y en Cámara, active este navegador',
        'Vuelva aquí e inténtelo de nuevo; quizá haya que reiniciar el navegador',
      ],
      windows: [
        'Abra Configuración, Privacidad y seguridad',
        'En Micrófono y en Cámara, permita el acceso a las aplicaciones de escritorio',
        'Vuelva aquí e inténtelo de nuevo',
      ],
      other: [
        'Abra los ajustes de privacidad de su sistema',
        'Deje que este navegador use el micrófono y la cámara',
        'Vuelva aquí e inténtelo de nuevo',
      ],
    },
  },
  question: {
    title: (name) => `¿Llamar a ${name}?`,
    text: 'Un enlace u otra página pide esta llamada. No se llama a nadie hasta que usted pulse.',
    call: (name) => `Llamar a ${name}`,
  },
  ownPicture: {
    move: 'Su imagen: con las flechas del teclado pasa a otra esquina',
    corners: {
      'top-left': 'Su imagen está arriba a la izquierda.',
      'top-right': 'Su imagen está arriba a la derecha.',
      'bottom-left': 'Su imagen está abajo a la izquierda.',
      'bottom-right': 'Su imagen está abajo a la derecha.',
    },
  },
  devices: {
    title: 'Dispositivos',
    camera: 'Cámara',
    microphone: 'Micrófono',
    speaker: 'Altavoz',
    standard: 'El que elija el sistema',
    none: 'No se ha encontrado ninguno',
    unlisted: 'Este navegador no dice cuáles hay.',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'Este navegador usa el altavoz que elige el sistema.',
  },
  quality: {
    words: ['no llega nada', 'mala', 'regular', 'buena', 'muy buena'],
    bars: (quality) => `Conexión: ${quality}, cifrada`,
  },
  menu: {
    shareScreen: 'Compartir pantalla',
    stopSharing: 'Dejar de compartir',
    devices: 'Dispositivos',
    fullScreen: 'Pantalla completa',
    pictureInPicture: 'Imagen dentro de imagen',
    details: 'Detalles de la conexión',
    refused: (mode) => `«${mode}» no es posible: este navegador no lo permite.`,
  },
  details: {
    title: 'Detalles de la conexión',
    waiting: 'Todavía no se sabe nada de la conexión.',
    found: { here: 'Direcciones de este lado', there: 'Direcciones del otro lado' },
    addresses: {
      host: (count) => plural('es', count, { one: `${count} local`, other: `${count} locales` }),
      srflx: (count) =>
        plural('es', count, { one: `${count} pública`, other: `${count} públicas` }),
      prflx: (count) =>
        plural('es', count, {
          one: `${count} hallada al conectar`,
          other: `${count} halladas al conectar`,
        }),
      relay: (count) => `${count} por un relé`,
    },
    list: (addresses) => addresses.join(', '),
    noAddress: 'Ninguna',
    quality: 'Calidad',
    measures: 'Por ello',
    measure: {
      'picture-small': 'Su imagen se envía pequeña para que llegue su sonido.',
      'picture-paused': 'Su imagen está en pausa para que llegue su sonido.',
      'sound-thin': 'Su sonido se envía en paquetes menos numerosos y más ligeros.',
      'sound-repeated': (times) =>
        times === 1
          ? 'Cada paquete de su sonido repite el anterior, porque algunos se pierden.'
          : `Cada paquete de su sonido repite los ${times} anteriores, porque muchos se pierden.`,
    },
    encryption: 'Cifrado',
    path: 'Camino',
    direct: 'Directo al otro navegador',
    relayed: 'A través de un relé',
    transport: 'Transporte',
    roundTrip: 'Ida y vuelta',
    loss: 'Paquetes perdidos',
    receiving: 'Recepción',
    sending: 'Envío',
    pictureIn: 'Imagen recibida',
    pictureOut: 'Imagen enviada',
    codecs: 'Códecs',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)} %`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null
        ? `${width} × ${height}`
        : `${width} × ${height}, ${Math.round(fps)} por segundo`,
  },
  notes: {
    weak: {
      yours: () => 'Su conexión es débil',
      theirs: (name) => `La conexión de ${name} es débil`,
      both: () => 'La conexión es débil',
    },
    paused: 'Imagen en pausa: conexión débil',
    sharing: (name) => `${name} comparte una pantalla`,
    youShare: 'Está compartiendo su pantalla',
    cameraRefused: 'Su cámara está bloqueada',
    cameraAbsent: 'No se ha encontrado ninguna cámara',
    cameraBusy: 'Otro programa usa su cámara',
    cameraFailed: 'No se ha podido abrir su cámara',
    cameraSystem: 'Los ajustes de privacidad de su sistema bloquean su cámara',
    cameraHung: 'Su cámara no responde',
    cameraSilenced: 'Su sistema ha apagado su cámara.',
    soundOnly: (cause) => `${cause}: la llamada es solo de sonido.`,
    unseen: (cause) => `${cause}: al otro lado no le ven.`,
    microphoneAbsent: 'No se ha encontrado ningún micrófono: al otro lado no le oyen.',
    microphoneBusy: 'Otro programa usa su micrófono: al otro lado no le oyen.',
    microphoneSystem:
      'Los ajustes de privacidad de su sistema bloquean su micrófono: al otro lado no le oyen.',
    microphoneHung: 'Su micrófono no responde: al otro lado no le oyen.',
    microphoneKept: 'No se ha podido abrir el micrófono elegido. Se sigue usando el anterior.',
    microphoneSilenced: 'Su sistema ha silenciado su micrófono.',
    microphoneFailed: 'No se ha podido abrir su micrófono: al otro lado no le oyen.',
    screenFailed:
      'No se ha podido compartir su pantalla. Permítalo en los ajustes de su sistema e inténtelo de nuevo.',
  },
} satisfies typeof english
