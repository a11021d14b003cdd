import type { pushTexts as english } from './en.ts'

/** The texts of a push in Brazilian Portuguese. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} está ligando para você`,
    body: 'Abra para atender, ou para ver que a chamada foi perdida.',
  },
  over: {
    title: (caller) => `Chamada de ${caller}`,
    body: 'A chamada acabou.',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${count} chamadas perdidas de ${caller}` : `Chamada perdida de ${caller}`,
    body: 'Abra para ver quando.',
  },
  test: { title: 'Toque de teste', body: 'Uma chamada aparece aqui assim.' },
  echo: { title: 'O Peal está pronto aqui', body: 'Você será avisado das chamadas.' },
} satisfies typeof english
