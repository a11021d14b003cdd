import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'Bloquear',
  unblock: 'Desbloquear',
  blockName: (name) => `Bloquear a ${name}`,
  unblockName: (name) => `Desbloquear a ${name}`,
  blocked: (name) => `Ha bloqueado a ${name}. Sus llamadas ya no le llegan.`,
  unblocked: (name) => `${name} puede volver a llamarle.`,
  blockedText: (name) =>
    `Ha bloqueado a ${name}: sus llamadas no suenan ni quedan como perdidas. Para esa persona usted está ausente, y no se le dice por qué.`,
  loadFailed: 'No se ha podido cargar esta página',
  callsWith: (name) => `Llamadas con ${name}`,
  missedFrom: (name) => `Perdidas de ${name}`,
  noCallsWith: (name) => `Usted y ${name} todavía no se han llamado.`,
} satisfies typeof english
