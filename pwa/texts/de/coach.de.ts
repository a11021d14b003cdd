import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Damit es hier sicher klingelt',
  titleDone: 'Anrufe klingeln hier',
  titlePhone: 'Bei verpassten Anrufen benachrichtigt werden',
  dismiss: 'Nicht jetzt',
  close: 'Schließen',
  step: (done) => (done ? 'Erledigt' : 'Offen'),
  allow: {
    title: 'Benachrichtigungen erlauben',
    text: 'Dann klingelt es auch, wenn kein Tab von Peal offen ist. Ihr Browser fragt Sie einmal.',
    blocked: 'Ihr Browser blockiert sie.',
    how: 'So erlauben Sie sie',
    noService:
      'Kein Push-Dienst ist erreichbar: Es klingelt nur, solange ein Tab von Peal offen ist.',
    why: 'Warum, und was zu tun ist',
  },
  install: {
    title: 'Peal installieren',
    text: 'Peal bekommt ein eigenes Fenster und ein Symbol, das Ihre verpassten Anrufe zählt.',
  },
  login: {
    title: 'Beim Anmelden starten',
    done: 'Das habe ich gemacht',
    installed: {
      Chrome:
        'Öffnen Sie chrome://apps, klicken Sie Peal mit der rechten Maustaste an und wählen Sie „App bei der Anmeldung starten“.',
      Edge: 'Öffnen Sie edge://apps, klicken Sie auf die Punkte neben Peal und schalten Sie den automatischen Start bei der Geräteanmeldung ein.',
    },
    browser: {
      windows: (browser) => `So startet ${browser} mit Windows: Einstellungen, Apps, Autostart.`,
      mac: (browser) =>
        `So startet ${browser} mit Ihrem Mac: Systemeinstellungen, Allgemein, Anmeldeobjekte.`,
      linux: (browser) =>
        `So startet ${browser} beim Anmelden: in die Startprogramme Ihres Desktops aufnehmen.`,
      chromeos: () => 'Chromebooks machen das von selbst.',
      other: (browser) => `Richten Sie Ihr System so ein, dass ${browser} beim Anmelden startet.`,
    },
    firefoxWindows:
      'In Firefox: Einstellungen, Allgemein, Firefox beim Start des Computers automatisch öffnen.',
  },
} satisfies typeof english
