import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'dieser Browser',
  closedToo: (browser) => `Auch ohne offenen Tab von Peal, solange ${browser} läuft.`,
  whileOpen: 'Solange in diesem Browser ein Tab von Peal offen ist.',
  provedAt: (when) => `Erprobt: ${when}. Eine Push-Nachricht kam an.`,
  allow: {
    title: 'Auch ohne offenen Tab klingeln',
    text: 'Peal zeigt dann eine Benachrichtigung, wenn jemand anruft. Ihr Browser fragt Sie einmal, und Sie können es jederzeit zurücknehmen.',
    button: 'Anrufe hier klingeln lassen',
    closed:
      'Die Frage wurde ohne Antwort geschlossen. Klicken Sie noch einmal und dann auf „Zulassen“.',
  },
  asking: 'Ihr Browser fragt hier nach. Klicken Sie auf „Zulassen“.',
  askingHint: 'Keine Frage zu sehen? Klicken Sie auf die Glocke oder das Symbol neben der Adresse.',
  subscribing: (browser) => `Anmeldung beim Push-Dienst (${browser}). Das dauert einige Sekunden.`,
  proving: 'Eine Nachricht ist zur Probe durch den Push-Dienst unterwegs.',
  unproved: {
    title: 'Noch ist nichts angekommen',
    text: 'Der Push-Dienst hat eine Nachricht für diesen Browser angenommen, und sie kam nicht an. Ein Probeklingeln zeigt, wo sie hängen bleibt.',
  },
  blocked: {
    title: 'Benachrichtigungen sind blockiert',
    text: 'Deshalb klingeln Anrufe nur, solange ein Tab von Peal offen ist. So erlauben Sie sie:',
    steps: {
      chromium: [
        'Klicken Sie auf das Symbol links neben der Adresse',
        'Schalten Sie Benachrichtigungen ein',
        'Kehren Sie hierher zurück: Der Rest geht von selbst',
      ],
      firefox: [
        'Klicken Sie auf das Symbol links neben der Adresse',
        'Entfernen Sie „Blockiert“ bei „Benachrichtigungen senden“',
        'Kehren Sie hierher zurück und klicken Sie auf die Schaltfläche',
      ],
      safari: [
        'Öffnen Sie im Menü „Safari“ die Einstellungen und darin „Websites“',
        'Stellen Sie diese Website unter „Mitteilungen“ auf „Erlauben“',
        'Kehren Sie hierher zurück und laden Sie die Seite neu',
      ],
      other: [
        'Öffnen Sie bei der Adresse die Einstellungen dieser Website',
        'Erlauben Sie Benachrichtigungen',
        'Kehren Sie hierher zurück und laden Sie die Seite neu',
      ],
      android: [
        'Tippen Sie auf das Symbol links neben der Adresse, dann auf „Berechtigungen“',
        'Schalten Sie Benachrichtigungen ein',
        'Kehren Sie hierher zurück',
      ],
      ios: [
        'Öffnen Sie die App „Einstellungen“, dann „Mitteilungen“',
        'Wählen Sie Peal und schalten Sie „Mitteilungen erlauben“ ein',
        'Kehren Sie hierher zurück',
      ],
    },
  },
  noService: {
    title: 'Anrufe klingeln nur, solange ein Tab von Peal offen ist',
    why: {
      silent: (browser) =>
        `Der Push-Dienst antwortet nicht (${browser}). Vielleicht hält eine Firewall oder ein Proxy diesen Computer davon fern, oder eine Frage des Browsers ist noch offen.`,
      failed: (browser) =>
        `Die Anmeldung beim Push-Dienst ist misslungen (${browser}). Private Fenster und manche Browser haben keinen.`,
      host: (browser) =>
        `An diesen Push-Dienst sendet dieses Peal nicht (${browser}). Die Verwaltung kann ihn hinzufügen.`,
      failing: () =>
        'Der Push-Dienst weist die Nachrichten dieses Peal ab. Es wird weiter versucht; die Verwaltung sieht den Grund.',
    },
    said: (detail) => `Die Antwort war: „${detail}“.`,
    host: (host) => `Seine Adresse ist ${host}.`,
    phone: 'Dieses Telefon erfährt nichts von verpassten Anrufen, solange Peal geschlossen ist.',
  },
  unsupported: (browser) =>
    `Push für Webseiten gibt es hier nicht (${browser}). Ohne offenen Tab lässt sich Peal deshalb nicht wecken.`,
  noWorker:
    'Dieser Browser behält nichts von Peal, wie in einem privaten Fenster. Ohne offenen Tab lässt sich Peal deshalb nicht wecken.',
  unreachable: 'Ob Anrufe auch ohne offenen Tab klingeln, lässt sich gerade nicht prüfen.',
  abilities: {
    title: (browser) => `So klingelt ein Anruf in: ${browser}`,
    answers: '„Annehmen“ und „Ablehnen“ stehen auf der Benachrichtigung.',
    answersNot:
      'Klicken Sie auf die Benachrichtigung: „Annehmen“ und „Ablehnen“ stehen in dem Fenster, das sich öffnet.',
    repeats: 'Es klingelt weiter, bis der Anruf angenommen oder vorbei ist.',
    repeatsBySystem: 'Es sieht aus und klingelt wie jeder Anruf auf diesem System.',
    repeatsNot: 'Es klingelt einmal und bleibt in der Liste der Benachrichtigungen.',
  },
  phone: {
    title: 'Bei verpassten Anrufen benachrichtigt werden',
    text: 'Dieses Telefon kann Ihnen verpasste Anrufe melden, auch wenn Peal geschlossen ist. Ihr Browser fragt Sie einmal.',
    button: 'Verpasste Anrufe melden',
    works: 'Dieses Telefon meldet Ihnen verpasste Anrufe, auch wenn Peal geschlossen ist.',
    blocked:
      'Deshalb kann Ihnen dieses Telefon nicht melden, wer angerufen hat, während Peal geschlossen ist. So erlauben Sie sie:',
    unreachable: 'Ob dieses Telefon Ihnen verpasste Anrufe meldet, lässt sich gerade nicht prüfen.',
    unsupported:
      'Dieser Browser kann nichts melden, solange Peal geschlossen ist. Sehen Sie hier nach, was Sie verpasst haben.',
    homeScreen:
      'iPhones und iPads erlauben das nur Apps auf dem Home-Bildschirm. Legen Sie Peal zuerst dort ab.',
    steps: [
      {
        title: 'Teilen',
        text: 'In Safari unter der Seite, auf dem iPad darüber, oder hinter den drei Punkten',
      },
      { title: 'Zum Home-Bildschirm', text: 'In der Liste etwas nach unten blättern' },
      {
        title: 'Peal von dort öffnen',
        text: 'Melden Sie sich dort an, wenn gefragt wird, und tippen Sie auf „Verpasste Anrufe melden“',
      },
    ],
  },
} satisfies typeof english
