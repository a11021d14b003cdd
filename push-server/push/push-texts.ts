/**
 * What a notification says where the browser shows it without Peal's worker (Declarative Web Push). It
 * stays true after the ring has ended, since nothing takes it back there.
 */
import type { PushData } from '../../protocol/push.ts'

/** What a browser shows where no worker runs. */
export interface PushWords {
  readonly title: string
  readonly body: string
  /** Where a press leads, below the origin. */
  readonly path: string
}

/** The words for a message. */
export function wordsOf(data: PushData): PushWords {
  switch (data.kind) {
    case 'ring':
      return {
        title: `${data.from.name} is calling you`,
        body: 'Open to answer, or to see that the call was missed.',
        path: `/call/${data.callId}`,
      }
    case 'stop':
      return data.outcome === 'missed'
        ? missed(data.from.name, data.missed?.count ?? 1)
        : { title: `${data.from.name} called you`, body: 'The call is over.', path: '/calls' }
    case 'missed':
      return missed(data.from.name, data.missed.count)
    case 'test':
      return { title: 'Test ring', body: 'So a call is shown here.', path: '/settings' }
    case 'echo':
      return { title: 'Peal is set up here', body: 'You will be told of calls.', path: '/' }
    default:
      return data satisfies never
  }
}

function missed(name: string, count: number): PushWords {
  const title = count > 1 ? `${count} missed calls from ${name}` : `Missed call from ${name}`
  return { title, body: 'Open to see when.', path: '/calls' }
}
