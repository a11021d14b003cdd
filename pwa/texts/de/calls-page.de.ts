import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Verpasste Anrufe',
  filter: 'Anzeigen',
  all: 'Alle',
  fresh: 'Neu',
  seen: 'Gesehen',
  none: 'Noch keine Anrufe',
  noneMissed: 'Nichts verpasst',
  noneMissedText: 'Hier sehen Sie, wer Sie nicht erreicht hat.',
  more: 'Frühere Anrufe anzeigen',
  phoneNote:
    'Angerufen und angenommen wird am Computer. Dieses Telefon sagt Ihnen, was Sie verpasst haben.',
} satisfies typeof english
