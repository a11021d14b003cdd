import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Iniciar sesión',
    to: 'Iniciar sesión en',
    as: (name) => `Entrar como ${name}`,
    linkHint: 'El enlace vale una vez, para este navegador.',
    linkMobile:
      'Este dispositivo le avisará de las llamadas perdidas. Se llama desde un ordenador.',
    button: 'Iniciar sesión',
    looking: 'Comprobando su enlace…',
    otherWay: 'Iniciar sesión con contraseña',
    wrong: 'El identificador y la contraseña no coinciden.',
    member: 'Aquí ya hay una sesión abierta; al entrar se cerrará.',
  },
  fields: {
    handle: 'Identificador',
    handleHint: 'Minúsculas, cifras, puntos y guiones; por él le encuentran.',
    name: 'Nombre visible',
    password: 'Contraseña',
    passwordOptional: 'No hace falta: sin contraseña se entra con enlaces de un administrador.',
    passwordOfAdmin: 'No hace falta: sin contraseña se entra con enlaces de la línea de órdenes.',
    showPassword: 'Mostrar la contraseña',
    hidePassword: 'Ocultar la contraseña',
  },
  wrongField: {
    handle: 'De 2 a 32 minúsculas, cifras, puntos, guiones o guiones bajos.',
    name: 'De 1 a 80 caracteres.',
    password: 'Al menos 10 caracteres.',
  },
  join: {
    title: 'Unirse',
    to: 'Unirse a',
    setupTitle: 'Crear el primer administrador',
    setupText: 'Usted será el primer miembro de este Peal y lo administrará.',
    button: 'Unirse',
    setupButton: 'Crear',
  },
  linkUsed: {
    title: 'Este enlace ya se ha usado',
    text: 'Los enlaces valen una vez, y no para siempre. Pida otro a quien se lo envió.',
    go: 'Ir al inicio de sesión',
  },
  hero: {
    title: 'Llamadas que suenan.',
    text: (host) =>
      `Vídeo entre dos para las personas de ${host}. El sonido y la imagen van directamente de una a otra.`,
    welcome: (name) => `Le damos la bienvenida, ${name}.`,
    welcomeBack: 'Le damos la bienvenida.',
  },
} satisfies typeof english
