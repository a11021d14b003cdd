/** Makes the text of a push: JSON, padded to one length. */
import { callerTag, DECLARATIVE, PUSH_TEXT_BYTES } from '../../protocol/push.ts'
import type { PushData, PushMessage } from '../../protocol/push.ts'
import { pushTexts } from './texts/en.ts'

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

function wordsOf(data: PushData): PushWords {
  switch (data.kind) {
    case 'ring': {
      const { title, body } = pushTexts.ring
      return { title: title(data.from.name), body, path: `/call/${data.callId}` }
    }
    case 'stop': {
      if (data.outcome === 'missed') return missed(data.from.name, data.missed?.count ?? 1)
      const { title, body } = pushTexts.over
      return { title: title(data.from.name), body, path: '/calls' }
    }
    case 'missed':
      return missed(data.from.name, data.missed.count)
    case 'test':
      return { ...pushTexts.test, path: '/settings' }
    case 'echo':
      return { ...pushTexts.echo, path: '/' }
    default:
      return data satisfies never
  }
}

function missed(name: string, count: number): PushWords {
  const { title, body } = pushTexts.missed
  return { title: title(name, count), body, path: '/calls' }
}
