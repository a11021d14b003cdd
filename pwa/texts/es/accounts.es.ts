import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'Otras direcciones',
  text: 'Dónde más se le puede llamar. Todos aquí las ven en su perfil.',
  none: 'Aquí no hay activada ninguna forma de llamar aparte de Peal.',
  add: 'Añadir una dirección',
  onlyEnabled: 'Solo los tipos que ha activado su administrador',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `Por ejemplo, ${example}`,
  wrong: (label, example) => `Eso no parece «${label}». Un ejemplo: ${example}.`,
  save: 'Guardar',
  saveNamed: (label) => `Guardar: ${label}`,
  saved: (title) => `${title}: guardado`,
  cancel: 'Cancelar',
  remove: (label, value) => `Quitar ${value} (${label})`,
  removed: (value) => `${value}: quitado`,
  loadFailed: 'No se han podido cargar las direcciones',
  tooMany: 'Una persona no puede tener más.',
  opened: (title) => `Se abre ${title}.`,
  ways: (name) => `Formas de localizar a ${name}`,
  callBy: (name, by) => `Llamar a ${name} por ${by}`,
  theirs: (title, value) => `${title}, ${value}`,
  choose: (name) => `Elegir cómo llamar a ${name}`,
  lastUsed: 'Lo último usado.',
  wasLast: 'Lo último usado',
  noneGiven: (label) => `Nada indicado en «${label}»`,
} satisfies typeof english
