import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { plural } from '../plural.ts'

const PLACED: Record<Reason, string> = {
  completed: 'Você ligou',
  declined: 'Recusada',
  cancelled: 'Você desligou',
  timeout: 'Não atendeu',
  busy: 'Em outra chamada',
  unreachable: 'Não foi encontrado',
  'do-not-disturb': 'Não perturbe',
  failed: 'A conexão caiu',
  interrupted: 'Não conseguiu continuar',
  'handed-over': 'Você ligou',
}

const TAKEN: Record<Reason, string> = {
  completed: 'Ligou para você',
  declined: 'Você recusou',
  cancelled: 'Desligou',
  timeout: 'Sem resposta',
  busy: 'Você estava em outra chamada',
  unreachable: 'Não foi possível falar com você',
  'do-not-disturb': '“Não perturbe” estava ativado',
  failed: 'A conexão caiu',
  interrupted: 'Não conseguiu continuar',
  'handed-over': 'Ligou para você',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Chamadas',
  missed: 'Perdidas',
  recent: 'Recentes',
  allCalls: 'Todas as chamadas',
  markSeen: 'Marcar todas como vistas',
  noneText: 'As chamadas que você faz e recebe aparecem aqui.',
  loadFailed: 'Não foi possível carregar as chamadas',
  howOften: (count) => `${count} vezes`,
  lastAt: (time) => `última: ${time}`,
  missedLine: (count) =>
    plural('pt-BR', count, { one: '1 chamada perdida', other: `${count} chamadas perdidas` }),
  missedFrom: ([first = '', ...others], time) => {
    const more = others.length > 1 ? `outras ${others.length} pessoas` : others[0]
    return `de ${more === undefined ? first : `${first} e ${more}`}, última: ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `Perdida. ${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
