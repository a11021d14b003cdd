import type { contacts as english } from '../en/contacts.en.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'Contatos',
  search: 'Buscar',
  searchAmong: (people) =>
    plural('pt-BR', people, {
      one: `Buscar entre ${people} pessoa`,
      other: `Buscar entre ${people} pessoas`,
    }),
  clearSearch: 'Limpar a busca',
  favourites: 'Favoritos',
  recent: 'Recentes',
  everyone: 'Todos',
  found: (count) =>
    count === 0
      ? 'Ninguém encontrado'
      : plural('pt-BR', count, {
          one: `${count} pessoa encontrada`,
          other: `${count} pessoas encontradas`,
        }),
  nobodyCalled: (query) => `Ninguém se chama “${query}”`,
  nobodyCalledText: 'A busca olha o começo dos nomes e identificadores.',
  nobodyYet: 'Ainda não há para quem ligar',
  nobodyYetText:
    'Convide as pessoas para quem você quer ligar. Cada uma recebe um link que vale uma vez.',
  nobodyYetForMembers: 'Assim que outras pessoas entrarem, elas aparecem aqui.',
  loadFailed: 'Não foi possível carregar os contatos',
  more: 'Mostrar mais',
  addFavourite: (name) => `Adicionar ${name} aos favoritos`,
  removeFavourite: (name) => `Remover ${name} dos favoritos`,
  awayHint: 'Ausente, vai ver uma chamada perdida',
  callButton: {
    call: 'Ligar',
    callBack: 'Retornar',
    name: (name) => `Ligar para ${name}`,
    backName: (name) => `Retornar a ligação de ${name}`,
    self: 'Este é você.',
    mobile: 'Para ligar, abra o Peal em um computador.',
    mobileText: 'As chamadas a dois são feitas lá.',
    offline: 'Sem conexão não há chamadas.',
    unsupported: 'Este navegador não consegue fazer chamadas.',
    off: 'As chamadas estão desativadas.',
    noAccount: (name, label) => `${name} não informou nada em “${label}”.`,
    noWay: 'Ainda não há como ligar para essa pessoa.',
  },
  invite: { button: 'Convidar alguém' },
} satisfies typeof english
