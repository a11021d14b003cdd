import type { pushTexts as english } from './en.ts'

/** The texts of a push in Spanish. */
export const pushTexts = {
  ring: {
    title: (caller) => `Le llama ${caller}`,
    body: 'Abra para contestar, o para ver que se perdió la llamada.',
  },
  over: {
    title: (caller) => `Llamada de ${caller}`,
    body: 'La llamada ha terminado.',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${count} llamadas perdidas de ${caller}` : `Llamada perdida de ${caller}`,
    body: 'Abra para ver cuándo.',
  },
  test: { title: 'Prueba de timbre', body: 'Así se muestra aquí una llamada.' },
  echo: { title: 'Peal está listo aquí', body: 'Se le avisará de las llamadas.' },
} satisfies typeof english
