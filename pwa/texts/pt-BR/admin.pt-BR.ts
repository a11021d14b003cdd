import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'
import type { admin as english } from '../en/admin.en.ts'
import { list } from '../formats.ts'
import { plural } from '../plural.ts'

const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'quanto tempo as chamadas tocam',
  pairCalls: 'o limite de chamadas para uma pessoa',
  callerCalls: 'o limite de chamadas de uma pessoa',
  stunUrls: 'os servidores STUN',
  turnUrls: 'os servidores TURN',
  turnSecret: 'o segredo TURN',
}

const settingsIn = (names: string): string =>
  list(names.split(' ').map((name) => SETTINGS[name as SettingName]))

const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `adicionou ${handle}`,
  'member-removed': (handle) => `removeu ${handle}`,
  'member-restored': (handle) => `trouxe ${handle} de volta`,
  'handle-changed': (handle) => `corrigiu o identificador ${handle}`,
  'admin-made': (handle) => `deu a administração a ${handle}`,
  'admin-unmade': (handle) => `tirou a administração de ${handle}`,
  'link-made': (handle) => `criou um link de acesso para ${handle}`,
  'link-revoked': (handle) => `revogou um link de acesso para ${handle}`,
  'link-used': () => 'entrou por um link',
  'password-set': () => 'definiu uma nova senha',
  'password-removed': () => 'removeu a própria senha',
  'invitation-made': () => 'criou um convite',
  'invitation-revoked': () => 'revogou um convite',
  'settings-changed': (names) => `mudou: ${settingsIn(names)}`,
  'connector-on': (title) => `ativou ${title}`,
  'connector-off': (title) => `desativou ${title}`,
  'connector-changed': (title) => `mudou ${title}`,
  'connector-added': (title) => `adicionou a forma de ligar ${title}`,
  'connector-removed': (title) => `removeu a forma de ligar ${title}`,
  'connectors-ordered': () => 'mudou a ordem das formas de ligar',
  'push-key-made': () => 'criou uma nova chave para push',
  'backup-restored': () => 'restaurou um backup',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'Outros',
}

/** The Admin page. */
export const admin = {
  title: 'Administração',
  sections: 'Administração',
  onlyAdmins: {
    title: 'Só administradores veem esta página',
    text: 'Um administrador deste Peal pode dar acesso a você.',
    home: 'Ir para os contatos',
  },
  people: {
    title: 'Pessoas',
    text: 'Todos os membros deste Peal.',
    loadFailed: 'Não foi possível carregar os membros',
    none: 'Ninguém encontrado.',
    more: 'Mostrar mais',
    admin: 'Admin',
    you: 'Você',
    devices: (count) =>
      count === 0
        ? 'Nenhum dispositivo'
        : plural('pt-BR', count, { one: `${count} dispositivo`, other: `${count} dispositivos` }),
    seen: (when) => `Última visita: ${when}`,
    never: 'Nunca entrou',
    link: 'Link de acesso',
    linkFor: (name) => `Link de acesso para ${name}`,
    makeAdmin: 'Dar a administração',
    makeAdminOf: (name) => `Dar a administração: ${name}`,
    unmakeAdmin: 'Tirar a administração',
    unmakeAdminOf: (name) => `Tirar a administração: ${name}`,
    madeAdmin: (name) => `${name} agora pode administrar.`,
    unmadeAdmin: (name) => `${name} não pode mais administrar.`,
    remove: 'Remover',
    removeOf: (name) => `Remover ${name}`,
    removed: (name) => `${name} não é mais membro.`,
    handle: 'Identificador',
    handleOf: (name) => `Corrigir o identificador de ${name}`,
    handleChanged: (name, handle) => `${name} agora tem o identificador ${handle}.`,
  },
  removed: {
    title: 'Removidos há pouco',
    text: 'Quem foi removido nos últimos 30 dias pode voltar com tudo: foto, senha, histórico, favoritos.',
    since: (when) => `Removido: ${when}`,
    restore: 'Trazer de volta',
    restoreOf: (name) => `Trazer ${name} de volta`,
    restored: (name) => `${name} é membro de novo.`,
    handle: 'Outra pessoa já tem esse identificador, então é preciso um novo.',
  },
  handle: {
    title: (name) => `Corrigir o identificador de ${name}`,
    text: 'Links com o identificador anterior levam a essa pessoa por 90 dias.',
    label: 'Identificador',
    act: 'Salvar',
  },
  add: {
    open: 'Adicionar um membro',
    title: 'Adicionar um membro',
    text: 'Você recebe um link com que essa pessoa entra, uma vez.',
    name: 'Nome exibido',
    handle: 'Identificador',
    handleHint: 'Para links e acesso, por exemplo ada.lovelace.',
    act: 'Adicionar',
    reuse:
      'Alguém que foi removido tinha este identificador. Links para essa pessoa levariam à nova. Você também pode trazê-la de volta: feche aqui e veja “Removidos há pouco”.',
    reuseAct: 'Dar o identificador de novo',
  },
  link: {
    title: (name) => `Link de acesso para ${name}`,
    text: 'Envie só para essa pessoa: quem abrir entra no lugar dela. Vale uma vez, por 15 minutos, e não é mostrado de novo.',
  },
  removal: {
    title: (name) => `Remover ${name}?`,
    text: (handle) =>
      `O acesso termina em todos os dispositivos e as chamadas acabam. Por 30 dias dá para trazer de volta com tudo; depois, o que é dessa pessoa é apagado. O identificador é ${handle}.`,
    act: (name) => `Remover ${name}`,
  },
  invitations: {
    title: 'Convites e links de acesso',
    text: 'Com um convite, alguém entra com o nome que escolher; um link de acesso é para um membro. Cada um vale uma vez.',
    make: 'Convidar alguém',
    none: 'Nenhum convite em aberto.',
    loadFailed: 'Não foi possível carregar os convites',
    invitation: 'Convite',
    signsIn: (name) => `Link de acesso para ${name}`,
    by: (name, until) => `De ${name}, válido até: ${until}`,
    byNobody: (until) => `Da linha de comando, válido até: ${until}`,
    revoke: 'Revogar',
    revokeOf: (what, by) => `Revogar: ${what}. ${by}`,
    revoked: 'O link foi revogado.',
  },
  installation: {
    title: 'Toque e conexão',
    text: 'As mudanças valem a partir da próxima chamada, sem reiniciar.',
    loadFailed: 'Não foi possível carregar as configurações',
    ringSeconds: 'Segundos que uma chamada toca',
    ringHint: 'De 5 a 300',
    pairCalls: 'Chamadas para uma pessoa',
    pairHint: 'Não atendidas, em dez minutos',
    callerCalls: 'Chamadas de uma pessoa',
    callerHint: 'Não atendidas, em uma hora',
    stunUrls: 'Servidores STUN, um por linha',
    ownStun: (url) => `Se você não indicar nenhum, vale o deste servidor: ${url}`,
    noStun: 'Sem nenhum, as chamadas só funcionam dentro de uma mesma rede.',
    turnUrls: 'Servidores TURN, um por linha',
    turnHint: 'Eles retransmitem chamadas que não acham um caminho direto.',
    turnSecret: 'Segredo TURN',
    secretSet:
      'Há um segredo definido. Ele não é mostrado a ninguém; o que você digitar aqui o substitui.',
    secretNone: 'O static-auth-secret do servidor.',
    secretForgotten: 'Sem servidores TURN, o segredo também é esquecido.',
    setBy: (variable) => `Definido por ${variable}`,
    check: 'Verificar agora',
    checking: 'Consultando os servidores…',
    saved: 'As configurações foram salvas.',
    wrong: {
      ringSeconds: 'Um número inteiro de 5 a 300',
      pairCalls: 'Um número inteiro de 1 a 1000',
      callerCalls: 'Um número inteiro de 1 a 1000',
      stunUrls: 'Endereços como stun:stun.example.org:3478, no máximo 20',
      turnUrls:
        'Endereços como turn:turn.example.org:3478?transport=udp, ou com turns:, no máximo 20',
      turnSecret: 'Pelo menos 16 caracteres, como nos servidores TURN',
    },
    wrongUrl: (url, right) => `${right}; “${url}” não é um deles`,
    noTurn: 'Um segredo precisa de pelo menos um servidor TURN',
    noSecret: 'Servidores TURN precisam de um segredo de pelo menos 16 caracteres',
  },
  health: {
    title: 'Estado',
    text: 'Se este servidor, o banco de dados e as conexões estão bem.',
    run: 'Fazer todas as verificações',
    notYet: 'Nada verificado desde que esta página foi aberta.',
    running: 'Verificando. Leva alguns segundos…',
    services: 'Serviços de push desde a última inicialização',
    noPush: 'Nenhum push enviado desde a última inicialização.',
    failing: 'Recusa este servidor',
    working: 'Aceita os envios',
    service: (name) => SERVICES[name] ?? name,
    status: { ok: 'Tudo bem', warning: 'Aviso', failed: 'Falhou' },
    check: {
      origin: 'Endereço',
      certificate: 'Certificado',
      database: 'Banco de dados',
      stun: 'STUN',
      turn: 'TURN',
      push: 'Push',
    },
  },
  acts: {
    title: 'O que foi feito',
    text: 'As últimas cem ações de administração, entradas por link e senhas novas, das mais recentes às mais antigas. Guardado por um ano.',
    none: 'Nada ainda.',
    loadFailed: 'Não foi possível carregar a lista',
    commandLine: 'A linha de comando',
    said: (by, act, target) => `${by} ${ACTS[act](target)}`,
  },
} satisfies typeof english
