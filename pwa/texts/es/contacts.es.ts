import type { contacts as english } from '../en/contacts.en.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'Contactos',
  search: 'Buscar',
  searchAmong: (people) =>
    plural('es', people, {
      one: `Buscar entre ${people} persona`,
      other: `Buscar entre ${people} personas`,
    }),
  clearSearch: 'Borrar la búsqueda',
  favourites: 'Favoritos',
  recent: 'Recientes',
  everyone: 'Todos',
  found: (count) =>
    count === 0
      ? 'No se ha encontrado a nadie'
      : plural('es', count, {
          one: `${count} persona encontrada`,
          other: `${count} personas encontradas`,
        }),
  nobodyCalled: (query) => `Nadie se llama «${query}»`,
  nobodyCalledText: 'La búsqueda mira el principio de los nombres e identificadores.',
  nobodyYet: 'Todavía no hay a quién llamar',
  nobodyYetText:
    'Invite a las personas a las que quiera llamar. Cada una recibe un enlace que vale una vez.',
  nobodyYetForMembers: 'En cuanto se unan otros, aparecerán aquí.',
  loadFailed: 'No se han podido cargar los contactos',
  more: 'Mostrar más',
  addFavourite: (name) => `Añadir a favoritos: ${name}`,
  removeFavourite: (name) => `Quitar de favoritos: ${name}`,
  awayHint: 'Ausente, verá una llamada perdida',
  callButton: {
    call: 'Llamar',
    callBack: 'Devolver',
    name: (name) => `Llamar a ${name}`,
    backName: (name) => `Devolver la llamada a ${name}`,
    self: 'Es usted.',
    mobile: 'Para llamar, abra Peal en un ordenador.',
    mobileText: 'Allí se hacen las llamadas entre dos.',
    offline: 'Sin conexión no hay llamadas.',
    unsupported: 'Este navegador no puede hacer llamadas.',
    off: 'Las llamadas están desactivadas.',
    noAccount: (name, label) => `${name} no ha indicado nada en «${label}».`,
    noWay: 'Todavía no hay forma de llamar a esta persona.',
  },
  invite: { button: 'Invitar a alguien' },
} satisfies typeof english
