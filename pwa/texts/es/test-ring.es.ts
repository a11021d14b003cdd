import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Prueba de timbre',
  button: 'Probar el timbre',
  text: 'El servidor hace sonar este navegador como lo haría una llamada.',
  steps: {
    sent: { done: 'El servidor envió el timbre', next: 'El servidor envía el timbre' },
    accepted: { done: 'El servicio push lo tomó', next: 'El servicio push lo toma' },
    woke: { done: 'Este navegador se despertó', next: 'Este navegador se despierta' },
    shown: { done: 'La notificación se ha mostrado', next: 'La notificación se muestra' },
    pressed: { done: 'Usted la pulsó', next: 'Usted la pulsa' },
  },
  failed: {
    sent: 'El servidor no lo envió',
    accepted: 'El servicio push lo rechazó',
    woke: 'Este navegador no se despertó',
    shown: 'No se pudo mostrar la notificación',
    pressed: 'Nadie la pulsó',
  },
  after: (seconds) => `${decimal(seconds, 1)} s`,
  said: (detail) => `Su respuesta: «${detail}».`,
  gone: 'El servidor ya no conoce este navegador. Se está registrando de nuevo: inténtelo otra vez en un momento.',
  press: 'Pulse ahora la notificación.',
  done: 'Todo funciona: las llamadas suenan aquí con la pestaña cerrada.',
  advice: {
    sent: () => 'Inténtelo de nuevo en un momento.',
    accepted: () =>
      'Inténtelo de nuevo. Si sigue igual, diga a su administrador lo que respondió el servicio push.',
    woke: (browser) =>
      `No hay conexión entre ${browser} y su servicio push: está sin red, acaba de abrirse, o lo impide un cortafuegos o una VPN. Espere un minuto e inténtelo de nuevo. Con todas las ventanas cerradas solo se despierta si sus ajustes le dejan seguir en segundo plano.`,
    shown: (_, system) => system,
    pressed: (_, system) => `Se mostró. Si no vio nada, el sistema la oculta. ${system}`,
  },
  system: {
    windows: (browser) =>
      `En Windows: Configuración, Sistema, Notificaciones. Deje pasar a ${browser} y desactive No molestar.`,
    mac: (browser) =>
      `En un Mac: Ajustes del Sistema, Notificaciones. Permita ${browser} y Peal, elija Persistentes y desactive Concentración.`,
    linux: (browser) =>
      `En Linux: ajustes del escritorio, Notificaciones. Deje pasar a ${browser} y desactive No molestar. Un escritorio sin servicio de notificaciones no muestra ninguna.`,
    chromeos: () =>
      'En ChromeOS: Configuración, Aplicaciones, Notificaciones. Deje pasar a Peal y desactive No molestar.',
    android: (browser) => `En Android: Ajustes, Aplicaciones, ${browser}, Notificaciones.`,
    ios: () => 'En la app Ajustes: Notificaciones, Peal.',
    other: (browser) => `Deje pasar a ${browser} en los ajustes de notificaciones del sistema.`,
  },
} satisfies typeof english
