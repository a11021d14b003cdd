import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Toque de teste',
  button: 'Testar o toque',
  text: 'O servidor faz este navegador tocar como faria quem liga.',
  steps: {
    sent: { done: 'O servidor enviou o toque', next: 'O servidor envia o toque' },
    accepted: { done: 'O serviço de push o aceitou', next: 'O serviço de push o aceita' },
    woke: { done: 'Este navegador acordou', next: 'Este navegador acorda' },
    shown: { done: 'A notificação apareceu', next: 'A notificação aparece' },
    pressed: { done: 'Você clicou nela', next: 'Você clica nela' },
  },
  failed: {
    sent: 'O servidor não o enviou',
    accepted: 'O serviço de push o recusou',
    woke: 'Este navegador não acordou',
    shown: 'Não foi possível mostrar a notificação',
    pressed: 'Ninguém clicou nela',
  },
  after: (seconds) => `${decimal(seconds, 1)} s`,
  said: (detail) => `A resposta: “${detail}”.`,
  gone: 'O servidor não conhece mais este navegador. Ele está sendo registrado de novo: tente outra vez em instantes.',
  press: 'Clique agora na notificação.',
  done: 'Tudo funciona: as chamadas tocam aqui com a aba fechada.',
  advice: {
    sent: () => 'Tente de novo em instantes.',
    accepted: () =>
      'Tente de novo. Se continuar assim, diga ao seu administrador o que o serviço de push respondeu.',
    woke: (browser) =>
      `Não há conexão entre ${browser} e o serviço de push: está sem rede, acabou de abrir, ou um firewall ou VPN está no caminho. Espere um minuto e tente de novo. Com todas as janelas fechadas, só acorda se as configurações permitirem continuar em segundo plano.`,
    shown: (_, system) => system,
    pressed: (_, system) => `Ela apareceu. Se você não viu nada, o sistema a esconde. ${system}`,
  },
  system: {
    windows: (browser) =>
      `No Windows: Configurações, Sistema, Notificações. Deixe ${browser} passar e desative Não incomodar.`,
    mac: (browser) =>
      `Em um Mac: Ajustes do Sistema, Notificações. Permita ${browser} e Peal, escolha Persistente e desative o Foco.`,
    linux: (browser) =>
      `No Linux: configurações da área de trabalho, Notificações. Deixe ${browser} passar e desative Não perturbe. Uma área de trabalho sem serviço de notificações não mostra nenhuma.`,
    chromeos: () =>
      'No ChromeOS: Configurações, Apps, Notificações. Deixe o Peal passar e desative Não perturbe.',
    android: (browser) => `No Android: Configurações, Apps, ${browser}, Notificações.`,
    ios: () => 'No app Ajustes: Notificações, Peal.',
    other: (browser) => `Deixe ${browser} passar nas configurações de notificação do sistema.`,
  },
} satisfies typeof english
