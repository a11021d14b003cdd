import type { common as english } from '../en/common.en.ts'

/** What stands on every page: navigation, presence, failures. */
export const common = {
  app: 'Peal',
  title: (page, unseen) => (unseen > 0 ? `(${unseen}) ${page} · Peal` : `${page} · Peal`),
  skip: 'Ir al contenido',
  nav: {
    main: 'Principal',
    contacts: 'Contactos',
    calls: 'Llamadas',
    missed: 'Perdidas',
    settings: 'Ajustes',
    admin: 'Administración',
    unseen: (count) => `${count} sin ver`,
    me: (name) => `${name}, su perfil`,
  },
  rings: {
    here: 'Suena aquí',
    notHere: 'No suena aquí',
    doNotDisturb: 'No molestar',
    offline: 'Sin conexión',
  },
  presence: {
    available: 'Disponible',
    'in-a-call': 'En una llamada',
    'do-not-disturb': 'No molestar',
    'can-be-rung': 'Localizable',
    away: 'Ausente',
  },
  loading: 'Cargando…',
  tryAgain: 'Reintentar',
  notKept:
    'Este navegador no guarda nada de Peal: su almacenamiento está lleno o bloqueado. Lo que elija aquí se olvidará al cerrar la página.',
  close: 'Cerrar',
  save: 'Guardar',
  cancel: 'Cancelar',
  back: (page) => `Volver a ${page}`,
  returning: {
    stillIn: (name) => `Su llamada con ${name} sigue unos segundos.`,
    action: 'Volver a la llamada',
  },
  unreachable: {
    title: 'Peal no puede comunicarse con su servidor.',
    text: 'Lo intenta de nuevo por sí solo.',
  },
  failures: {
    offline: 'Peal no puede comunicarse con su servidor. Inténtelo de nuevo cuando vuelva la red.',
    server: 'Se ha producido un error en el servidor. Inténtelo de nuevo en un momento.',
    busy: 'El servidor está ocupado. Inténtelo de nuevo en un momento.',
    full: 'El disco del servidor está lleno o no admite escritura. Avise a quien lo administra.',
    'signed-out': 'Ha cerrado la sesión. Vuelva a iniciarla.',
    forbidden: 'Aquí no tiene permiso para hacer eso.',
    'not-found': 'Ya no existe.',
    'wrong-password': 'Esa contraseña no es correcta.',
    'too-many-tries': 'Demasiados intentos.',
    'link-used': 'Este enlace ya se ha usado o ha caducado.',
    'handle-taken': 'Alguien ya tiene este identificador. Elija otro.',
    'handle-removed': 'Alguien que fue eliminado tenía este identificador. Elija otro.',
    'no-upgrade':
      'El proxy de este servidor no deja pasar WebSockets. Avise a quien lo administra.',
    'last-admin': 'Alguien tiene que administrar.',
    'too-large': 'Es demasiado grande.',
    'not-a-photo': 'Peal no puede mostrar esa imagen. Elija un archivo JPEG, PNG o WebP.',
    'wrong-origin': 'Se ha abierto Peal en una dirección que no es la suya.',
    'desktop-only': 'Para llamar, abra Peal en un ordenador.',
    self: 'Es usted.',
    'unknown-member': 'Aquí no hay nadie con ese nombre.',
    'in-a-call': 'Está en otra llamada.',
    'being-called': 'Alguien le está llamando.',
    'connector-off': 'Esta forma de llamar está desactivada.',
    'rate-limited': 'Ha llamado varias veces. Inténtelo más tarde.',
    'answered-elsewhere': 'Contestada en otro dispositivo',
    'not-a-party': 'Esta llamada es entre otras personas.',
    'unknown-call': 'Esta llamada ya no existe.',
    invalid: 'Un campo no está bien rellenado.',
    'no-account': 'Esta persona no tiene dirección para esta forma de llamar.',
  },
  againIn: (minutes) =>
    minutes <= 1
      ? 'Inténtelo de nuevo dentro de un minuto.'
      : `Inténtelo de nuevo dentro de ${minutes} minutos.`,
} satisfies typeof english
