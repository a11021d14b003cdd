/** Makes the text of a push: JSON, padded to one length. */
import { callerTag, DECLARATIVE, PUSH_TEXT_BYTES } from '../../protocol/push.ts'
import type { PushData, PushMessage } from '../../protocol/push.ts'
import { isolatedName } from '../../protocol/isolated-name.ts'
import { directionOf, type LanguageTag } from '../../protocol/languages.ts'
import { pushTextsIn } from './texts/push-texts.ts'

/** The message with this content in a language, before it is padded. */
export function messageOf(data: PushData, origin: string, language: LanguageTag): PushMessage {
  const { title, body, path } = wordsOf(data, language)
  const tag = 'from' in data && data.kind !== 'test' ? callerTag(data.from.handle) : data.kind
  const unseen = 'missed' in data ? data.missed?.unseen : undefined
  return {
    web_push: DECLARATIVE,
    notification: {
      title,
      body,
      lang: language,
      dir: directionOf(language),
      navigate: `${origin}${path}`,
      tag,
      data,
    },
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

function wordsOf(data: PushData, language: LanguageTag): PushWords {
  const texts = pushTextsIn(language)
  const name = 'from' in data ? isolatedName(data.from.name, directionOf(language)) : ''
  const missed = (count: number): PushWords => ({
    title: texts.missed.title(name, count),
    body: texts.missed.body,
    path: '/calls',
  })
  switch (data.kind) {
    case 'ring': {
      const { title, body } = texts.ring
      return { title: title(name), body, path: `/call/${data.callId}` }
    }
    case 'stop': {
      if (data.outcome === 'missed') return missed(data.missed?.count ?? 1)
      const { title, body } = texts.over
      return { title: title(name), body, path: '/calls' }
    }
    case 'missed':
      return missed(data.missed.count)
    case 'test':
      return { ...texts.test, path: '/settings' }
    case 'echo':
      return { ...texts.echo, path: '/' }
    default:
      return data satisfies never
  }
}
