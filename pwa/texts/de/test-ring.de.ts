import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Probeklingeln',
  button: 'Probeklingeln',
  text: 'Der Server lässt diesen Browser klingeln, wie es jemand täte, der anruft.',
  steps: {
    sent: { done: 'Der Server hat es gesendet', next: 'Der Server sendet' },
    accepted: { done: 'Der Push-Dienst hat es angenommen', next: 'Der Push-Dienst nimmt es an' },
    woke: { done: 'Dieser Browser ist aufgewacht', next: 'Dieser Browser wacht auf' },
    shown: {
      done: 'Die Benachrichtigung wird angezeigt',
      next: 'Die Benachrichtigung wird angezeigt',
    },
    pressed: { done: 'Sie haben darauf geklickt', next: 'Sie klicken darauf' },
  },
  failed: {
    sent: 'Der Server hat nichts gesendet',
    accepted: 'Der Push-Dienst hat abgelehnt',
    woke: 'Dieser Browser ist nicht aufgewacht',
    shown: 'Die Benachrichtigung konnte nicht angezeigt werden',
    pressed: 'Niemand hat darauf geklickt',
  },
  after: (seconds) => `${decimal(seconds, 1)} s`,
  said: (detail) => `Die Antwort war: „${detail}“.`,
  gone: 'Der Server kennt diesen Browser nicht mehr. Er wird neu angemeldet: Versuchen Sie es gleich noch einmal.',
  press: 'Klicken Sie jetzt auf die Benachrichtigung.',
  done: 'Alles funktioniert: Anrufe klingeln hier auch ohne offenen Tab.',
  advice: {
    sent: () => 'Versuchen Sie es gleich noch einmal.',
    accepted: () =>
      'Versuchen Sie es noch einmal. Wenn es so bleibt, sagen Sie der Verwaltung, was der Push-Dienst geantwortet hat.',
    woke: (browser) =>
      `Der Push-Dienst hat keine Verbindung hierher (${browser}): kein Netz, eben erst gestartet, oder eine Firewall oder ein VPN ist im Weg. Warten Sie eine Minute und versuchen Sie es noch einmal. Sind alle Fenster geschlossen, wacht der Browser nur auf, wenn er laut seinen Einstellungen im Hintergrund weiterlaufen darf.`,
    shown: (_, system) => system,
    pressed: (_, system) =>
      `Sie wurde angezeigt. Wenn nichts zu sehen war, verbirgt sie das System. ${system}`,
  },
  system: {
    windows: (browser) =>
      `Unter Windows: Einstellungen, System, Benachrichtigungen. Dort muss ${browser} eingeschaltet und „Nicht stören“ ausgeschaltet sein.`,
    mac: (browser) =>
      `Auf dem Mac: Systemeinstellungen, Mitteilungen. Dort müssen ${browser} und Peal erlaubt sein. Wählen Sie „Dauerhaft“ und beenden Sie „Fokus“.`,
    linux: (browser) =>
      `Unter Linux: in den Einstellungen des Desktops unter „Benachrichtigungen“. Dort muss ${browser} eingeschaltet und „Nicht stören“ ausgeschaltet sein. Ein Desktop ohne Benachrichtigungsdienst zeigt keine.`,
    chromeos: () =>
      'Unter ChromeOS: Einstellungen, Apps, Benachrichtigungen. Lassen Sie Peal zu und beenden Sie „Nicht stören“.',
    android: (browser) => `Unter Android: Einstellungen, Apps, ${browser}, Benachrichtigungen.`,
    ios: () => 'In der App „Einstellungen“: Mitteilungen, Peal.',
    other: (browser) =>
      `In den Einstellungen des Systems muss ${browser} bei den Benachrichtigungen eingeschaltet sein.`,
  },
} satisfies typeof english
