import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Asegúrese de que las llamadas suenen aquí',
  titleDone: 'Las llamadas suenan aquí',
  titlePhone: 'Recibir avisos de llamadas perdidas',
  dismiss: 'Ahora no',
  close: 'Cerrar',
  step: (done) => (done ? 'Hecho' : 'Pendiente'),
  allow: {
    title: 'Permitir las notificaciones',
    text: 'Así las llamadas suenan también con la pestaña de Peal cerrada. El navegador se lo pregunta una vez.',
    blocked: 'Su navegador las bloquea.',
    how: 'Cómo permitirlas',
    noService:
      'No se puede llegar a ningún servicio push: las llamadas suenan mientras haya abierta una pestaña de Peal.',
    why: 'Por qué, y qué hacer',
  },
  install: {
    title: 'Instalar Peal',
    text: 'Tendrá una ventana y un icono propios, que cuenta sus llamadas perdidas.',
  },
  login: {
    title: 'Abrir al iniciar sesión',
    done: 'Ya lo he hecho',
    installed: {
      Chrome:
        'Abra chrome://apps, haga clic derecho en Peal y elija que la aplicación se abra al iniciar sesión.',
      Edge: 'Abra edge://apps, pulse los puntos junto a Peal y active el inicio automático al iniciar sesión.',
    },
    browser: {
      windows: (browser) =>
        `Deje que ${browser} se abra con Windows: Configuración, Aplicaciones, Inicio.`,
      mac: (browser) =>
        `Deje que ${browser} se abra con su Mac: Ajustes del Sistema, General, Ítems de inicio.`,
      linux: (browser) =>
        `Añada ${browser} a los programas que su escritorio abre al iniciar sesión.`,
      chromeos: () => 'Los Chromebooks lo hacen por sí solos.',
      other: (browser) => `Deje que ${browser} se abra al iniciar sesión.`,
    },
    firefoxWindows:
      'En Firefox: Ajustes, General, «Abrir Firefox automáticamente cuando se inicie el equipo».',
  },
} satisfies typeof english
