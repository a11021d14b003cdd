import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Entrar',
    to: 'Entrar em',
    as: (name) => `Entrar como ${name}`,
    linkHint: 'O link vale uma vez, para este navegador.',
    linkMobile:
      'Este dispositivo vai avisar você das chamadas perdidas. Chamadas são feitas no computador.',
    button: 'Entrar',
    looking: 'Verificando seu link…',
    otherWay: 'Entrar com senha',
    wrong: 'Identificador e senha não combinam.',
    member: 'Alguém já entrou aqui; ao entrar, você encerra esse acesso.',
  },
  fields: {
    handle: 'Identificador',
    handleHint: 'Letras minúsculas, algarismos, pontos e hifens; é por ele que encontram você.',
    name: 'Nome exibido',
    password: 'Senha',
    passwordOptional: 'Opcional: sem senha, você entra por links de um administrador.',
    passwordOfAdmin: 'Opcional: sem senha, você entra por links da linha de comando.',
    showPassword: 'Mostrar a senha',
    hidePassword: 'Ocultar a senha',
  },
  wrongField: {
    handle: 'De 2 a 32 letras minúsculas, algarismos, pontos, hifens ou sublinhados.',
    name: 'De 1 a 80 caracteres.',
    password: 'Pelo menos 10 caracteres.',
  },
  join: {
    title: 'Participar',
    to: 'Participar de',
    setupTitle: 'Criar o primeiro administrador',
    setupText: 'Você será o primeiro membro deste Peal e vai administrá-lo.',
    button: 'Participar',
    setupButton: 'Criar',
  },
  linkUsed: {
    title: 'Este link já foi usado',
    text: 'Links valem uma vez, e não para sempre. Peça outro a quem o enviou.',
    go: 'Ir para a entrada',
  },
  hero: {
    title: 'Chamadas que tocam.',
    text: (host) =>
      `Vídeo a dois entre as pessoas de ${host}. O som e a imagem vão direto de uma para a outra.`,
    welcome: (name) => `Boas-vindas, ${name}.`,
    welcomeBack: 'Boas-vindas.',
  },
} satisfies typeof english
