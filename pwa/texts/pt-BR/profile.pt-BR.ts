import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'Bloquear',
  unblock: 'Desbloquear',
  blockName: (name) => `Bloquear ${name}`,
  unblockName: (name) => `Desbloquear ${name}`,
  blocked: (name) => `Você bloqueou ${name}. As ligações dessa pessoa não chegam mais até você.`,
  unblocked: (name) => `${name} pode ligar para você de novo.`,
  blockedText: (name) =>
    `Você bloqueou ${name}: as ligações dessa pessoa não tocam nem ficam como perdidas. Para ela, você está ausente, e ela não fica sabendo o motivo.`,
  loadFailed: 'Não foi possível carregar esta página',
  callsWith: (name) => `Chamadas com ${name}`,
  missedFrom: (name) => `Perdidas de ${name}`,
  noCallsWith: (name) => `Você e ${name} ainda não ligaram um para o outro.`,
} satisfies typeof english
