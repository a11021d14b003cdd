import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'Outros endereços',
  text: 'Onde mais podem ligar para você. Todos aqui veem esses endereços no seu perfil.',
  none: 'Aqui não há nenhuma forma de ligar ativada além do próprio Peal.',
  add: 'Adicionar um endereço',
  onlyEnabled: 'Só os tipos que seu administrador ativou',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `Por exemplo, ${example}`,
  wrong: (label, example) => `Isso não parece “${label}”. Um exemplo: ${example}.`,
  save: 'Salvar',
  saveNamed: (label) => `Salvar: ${label}`,
  saved: (title) => `${title}: salvo`,
  cancel: 'Cancelar',
  remove: (label, value) => `Remover ${value} (${label})`,
  removed: (value) => `${value}: removido`,
  loadFailed: 'Não foi possível carregar os endereços',
  tooMany: 'Uma pessoa não pode ter mais do que isso.',
  opened: (title) => `Abrindo: ${title}.`,
  ways: (name) => `Formas de falar com ${name}`,
  callBy: (name, by) => `Ligar para ${name} por ${by}`,
  theirs: (title, value) => `${title}, ${value}`,
  choose: (name) => `Escolher como ligar para ${name}`,
  lastUsed: 'Última usada.',
  wasLast: 'Última usada',
  noneGiven: (label) => `Nada informado em “${label}”`,
} satisfies typeof english
