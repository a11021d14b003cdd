/**
 * The texts of notifications that the browser shows without Peal's worker (Declarative Web Push). They stay
 * true after the ring has ended, since nothing removes them.
 */
import type { PushData } from '../../protocol/push.ts'

/** What a browser shows without the worker. */
export interface PushWords {
  readonly title: string
  readonly body: string
  /** The path that a press opens. */
  readonly path: string
}

/** The texts of a message. */
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
