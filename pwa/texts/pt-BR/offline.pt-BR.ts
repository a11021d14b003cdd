import type { offline as english } from '../en/offline.en.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'Sem conexão.',
  noServer: 'O Peal não consegue falar com o servidor.',
  noSockets: 'O proxy deste servidor não deixa passar WebSockets.',
  noSocketsText: 'Nenhuma chamada pode tocar até que quem cuida do servidor resolva isso.',
  knew: (time) => `Isto é o que o Peal sabia neste horário: ${time}.`,
  marks: 'O que você marcar será enviado quando a rede voltar.',
  waiting: (count) =>
    plural('pt-BR', count, {
      one: 'Uma marcação será enviada quando a rede voltar.',
      other: `${count} marcações serão enviadas quando a rede voltar.`,
    }),
  tryNow: 'Tentar agora',
  trying: 'Tentando…',
} satisfies typeof english
