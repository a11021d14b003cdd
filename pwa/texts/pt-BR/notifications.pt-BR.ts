import type { notifications as english } from '../en/notifications.en.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller} está ligando`,
  ringText: 'Recebendo chamada',
  called: (caller) => `Chamada de ${caller}`,
  calledText: (time) => `${time}. Clique para ver se ainda toca.`,
  answer: 'Atender',
  decline: 'Recusar',
  answering: 'Atendendo…',
  lead: (caller) => `Clique para falar com ${caller}`,
  leadText: 'A janela da chamada não se abriu sozinha.',
  callBack: 'Retornar',
  missed: (caller, count) =>
    plural('pt-BR', count, {
      one: `Chamada perdida de ${caller}`,
      other: `${count} chamadas perdidas de ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `Última: ${time}`),
  over: {
    answered: 'Atendida em outro dispositivo',
    declined: 'Chamada recusada',
    over: 'A chamada acabou',
  },
  test: 'Toque de teste',
  testText: 'É assim que o Peal toca aqui.',
  proved: 'As chamadas podem tocar aqui',
  provedText: 'A primeira mensagem chegou.',
  neutralText: 'Abra o Peal para ver as novidades.',
} satisfies typeof english
