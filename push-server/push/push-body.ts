/** Makes the text of a push: JSON, padded to one length. */
import { callerTag, DECLARATIVE, PUSH_TEXT_BYTES } from '../../protocol/push.ts'
import type { PushData, PushMessage } from '../../protocol/push.ts'

/** The message with this content, before it is padded. */
export function messageOf(data: PushData, origin: string): PushMessage {
  const { title, body, path } = wordsOf(data)
  const tag = 'from' in data && data.kind !== 'test' ? callerTag(data.from.handle) : data.kind
  const unseen = 'missed' in data ? data.missed?.unseen : undefined
  return {
    web_push: DECLARATIVE,
    notification: { title, body, navigate: `${origin}${path}`, tag, data },
    app_badge: unseen?.toString(),
    mutable: true,
  }
}

/** JSON of exactly `PUSH_TEXT_BYTES`: parsers ignore trailing white space. */
export function paddedText(message: PushMessage): Buffer {
  const text = Buffer.from(JSON.stringify(message), 'utf8')
  if (text.length > PUSH_TEXT_BYTES) throw new RangeError('a push message is too long')
  return Buffer.concat([text, Buffer.alloc(PUSH_TEXT_BYTES - text.length, ' ')])
}

interface PushWords {
  readonly title: string
  readonly body: string
  /** The path that a press opens. */
  readonly path: string
}

/**
 * The texts of a message that the browser shows without Peal's worker (Declarative Web Push). They stay true
 * after the ring has ended, since nothing removes them.
 */
function wordsOf(data: PushData): PushWords {
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
