import type { asides as english } from '../en/asides.en.ts'
import { list } from '../formats.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'Hier gibt es nichts',
    text: 'Vielleicht ist die Adresse vertippt, oder was dort war, gibt es nicht mehr.',
    go: 'Zu den Kontakten',
  },
  unsupported: {
    title: 'Mit diesem Browser kann man nicht anrufen',
    lacks: (what) => `Es fehlt: ${list(what)}.`,
    text: 'Anrufe mit Peal gehen in Chromium, Chrome und Edge ab 125, Firefox ab 128 und Safari ab 18, über https oder auf diesem Computer.',
    features: {
      'secure-context': 'eine sichere Adresse (https oder dieser Computer selbst)',
      webrtc: 'WebRTC',
      media: 'Zugriff auf Mikrofon und Kamera',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'Für Sie wurde ein Anmeldelink erstellt',
    text: (by, when) =>
      `Erstellt von ${by ?? 'jemandem auf der Kommandozeile'}, ${when}. Wer ihn öffnet, ist unter Ihrem Namen angemeldet. Wenn Sie ihn nicht erwartet haben, widerrufen Sie ihn in der Verwaltung und sehen Sie Ihre Geräte durch.`,
    open: 'Zur Verwaltung',
    dismiss: 'Ich weiß davon',
  },
  invite: {
    title: 'Jemanden einladen',
    text: 'Schicken Sie diesen Link einer einzigen Person. Er gilt einmal, sieben Tage lang.',
    making: 'Der Link wird erstellt …',
    link: 'Link',
    copy: 'Link kopieren',
    copied: 'Der Link ist kopiert.',
    notCopied:
      'Der Browser hat Peal nicht kopieren lassen. Markieren Sie den Link und kopieren Sie ihn selbst.',
    another: 'Weiteren Link erstellen',
  },
} satisfies typeof english
