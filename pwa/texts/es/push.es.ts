import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'este navegador',
  closedToo: (browser) =>
    `También con la pestaña de Peal cerrada, mientras ${browser} esté en marcha.`,
  whileOpen: 'Mientras haya abierta una pestaña de Peal en este navegador.',
  provedAt: (when) => `Comprobado ${when}: llegó un aviso push.`,
  allow: {
    title: 'Sonar también con la pestaña cerrada',
    text: 'Peal muestra entonces una notificación cuando alguien llama. El navegador se lo pregunta una vez, y puede retirarlo cuando quiera.',
    button: 'Dejar que las llamadas suenen aquí',
    closed: 'La pregunta se cerró sin respuesta. Pulse otra vez y luego «Permitir».',
  },
  asking: 'El navegador le pregunta aquí. Pulse «Permitir».',
  askingHint: '¿No hay ninguna pregunta? Pulse la campana o el símbolo junto a la dirección.',
  subscribing: (browser) => `Registrando ${browser} en su servicio push. Tarda unos segundos.`,
  proving: 'Un mensaje está en camino por el servicio push, para comprobarlo.',
  unproved: {
    title: 'Todavía no ha llegado nada',
    text: 'El servicio push tomó un mensaje para este navegador, y no ha llegado. Una prueba de timbre muestra dónde se detiene.',
  },
  blocked: {
    title: 'Las notificaciones están bloqueadas',
    text: 'Por eso las llamadas solo suenan mientras haya abierta una pestaña de Peal. Para permitirlas:',
    steps: {
      chromium: [
        'Pulse el símbolo a la izquierda de la dirección',
        'Active Notificaciones',
        'Vuelva aquí: lo demás va solo',
      ],
      firefox: [
        'Pulse el símbolo a la izquierda de la dirección',
        'Quite «Bloqueado» junto a Enviar notificaciones',
        'Vuelva aquí y pulse el botón',
      ],
      safari: [
        'En el menú Safari, abra Ajustes, Sitios web',
        'En Notificaciones, ponga este sitio en «Permitir»',
        'Vuelva aquí y recargue la página',
      ],
      other: [
        'Abra los ajustes de este sitio, junto a la dirección',
        'Permita las notificaciones',
        'Vuelva aquí y recargue la página',
      ],
      android: [
        'Toque el símbolo a la izquierda de la dirección, luego Permisos',
        'Active Notificaciones',
        'Vuelva aquí',
      ],
      ios: [
        'Abra la app Ajustes, luego Notificaciones',
        'Elija Peal y active Permitir notificaciones',
        'Vuelva aquí',
      ],
    },
  },
  noService: {
    title: 'Las llamadas solo suenan mientras haya abierta una pestaña de Peal',
    why: {
      silent: (browser) =>
        `El servicio push de ${browser} no responde. Quizá un cortafuegos o un proxy lo aparte de este ordenador, o siga abierta una pregunta del navegador.`,
      failed: (browser) =>
        `No se ha podido registrar ${browser} en su servicio push. Las ventanas privadas y algunos navegadores no tienen ninguno.`,
      host: (browser) =>
        `Este Peal no envía al servicio push de ${browser}. Su administrador puede añadirlo.`,
      failing: () =>
        'El servicio push rechaza los avisos de este Peal. Se vuelve a intentar; su administrador ve el porqué.',
    },
    said: (detail) => `Su respuesta: «${detail}».`,
    host: (host) => `Su dirección es ${host}.`,
    phone: 'Este teléfono no se entera de las llamadas perdidas mientras Peal está cerrado.',
  },
  unsupported: (browser) =>
    `No hay push para páginas web en ${browser}: nada puede despertar a Peal con su pestaña cerrada.`,
  noWorker:
    'Este navegador no guarda nada de Peal, como en una ventana privada: nada puede despertarlo con su pestaña cerrada.',
  unreachable: 'Ahora no se puede comprobar si las llamadas suenan con la pestaña cerrada.',
  abilities: {
    title: (browser) => `Cómo es un timbre en ${browser}`,
    answers: 'Contestar y Rechazar están en la notificación.',
    answersNot: 'Pulse la notificación: Contestar y Rechazar están en la ventana que se abre.',
    repeats: 'Vuelve a sonar hasta que se conteste o termine la llamada.',
    repeatsBySystem: 'Se ve y suena como cualquier llamada en este sistema.',
    repeatsNot: 'Suena una vez y queda en la lista de notificaciones.',
  },
  phone: {
    title: 'Recibir avisos de llamadas perdidas',
    text: 'Este teléfono puede avisarle de las llamadas perdidas, también con Peal cerrado. El navegador se lo pregunta una vez.',
    button: 'Avisarme de llamadas perdidas',
    works: 'Este teléfono le avisa de las llamadas perdidas, también con Peal cerrado.',
    blocked:
      'Por eso este teléfono no puede decirle quién llamó mientras Peal está cerrado. Para permitirlas:',
    unreachable: 'Ahora no se puede comprobar si este teléfono le avisa de las llamadas perdidas.',
    unsupported:
      'Este navegador no puede avisarle con Peal cerrado. Mire aquí lo que se ha perdido.',
    homeScreen:
      'Los iPhone y iPad solo lo permiten a las apps de la pantalla de inicio: ponga primero Peal allí.',
    steps: [
      {
        title: 'Compartir',
        text: 'Debajo de la página en Safari, encima en un iPad, o detrás de los tres puntos',
      },
      { title: 'Añadir a pantalla de inicio', text: 'Desplácese un poco por la lista' },
      {
        title: 'Abra Peal desde allí',
        text: 'Inicie sesión si lo pide y toque «Avisarme de llamadas perdidas»',
      },
    ],
  },
} satisfies typeof english
