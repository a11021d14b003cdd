import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'
import { plural } from '../plural.ts'

const youHungUp = 'Você desligou.'
const roomOpens = 'A sala de reunião está abrindo…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `Chamada perdida de ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Chamada encerrada · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} recusou a chamada.` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `Chamada perdida de ${name}` : `${name} desligou.`
  },
  timeout: (of) => unanswered(of, `${of.name} não atendeu.`),
  busy: (of) => unanswered(of, `${of.name} está em outra chamada.`),
  unreachable: (of) =>
    unanswered(of, `Não é possível falar com ${of.name} agora. Sua ligação vai aparecer lá.`),
  'do-not-disturb': (of) =>
    unanswered(of, `${of.name} não quer interrupções. Sua ligação vai aparecer lá.`),
  failed: ({ duration }) =>
    duration === null ? 'Não foi possível estabelecer a conexão.' : 'A conexão caiu.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'O Peal não pode usar seu microfone e sua câmera.'
    return role === 'caller'
      ? `${name} não conseguiu atender a chamada.`
      : `${name} não conseguiu continuar.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'Para ligar, abra o Peal em um computador.',
    self: () => 'Este é você.',
    'unknown-member': () => 'Não há ninguém com esse nome aqui.',
    'in-a-call': () => 'Você está em outra chamada.',
    'being-called': () => 'Estão ligando para você.',
    'connector-off': () => 'Esta forma de ligar está desativada.',
    'rate-limited': (minutes) =>
      `Você ligou várias vezes. Tente de novo em ${plural('pt-BR', minutes, {
        one: `${minutes} minuto`,
        other: `${minutes} minutos`,
      })}.`,
    'answered-elsewhere': () => 'Atendida em outro dispositivo',
    'not-a-party': () => 'Esta chamada é entre outras pessoas.',
    'unknown-call': () => 'Esta chamada não existe mais.',
    invalid: () => 'Este endereço não leva a nenhuma chamada.',
    'no-account': () => 'Falta um endereço para esta forma de ligar.',
    full: () => 'O disco do servidor está cheio.',
    server: () => 'Ocorreu um erro no servidor.',
  },
  roomOpens,
  superseded: 'Esta chamada está aberta em outra janela.',
  answeredElsewhere: 'Atendida em outro dispositivo',
  signedOut: 'Você saiu da conta.',
  notPlaced: 'A ligação não foi feita: o microfone e a câmera estão bloqueados.',
  notPlacedBySystem: 'A ligação não foi feita: seu sistema bloqueia o microfone e a câmera.',
  blockedBySystem: 'Seu sistema não deixa este navegador usar o microfone e a câmera.',
  unsupported: 'Este navegador não consegue fazer chamadas.',
} satisfies typeof english
