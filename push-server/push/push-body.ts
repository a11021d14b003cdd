/** Makes the text of a push: JSON, padded to one length. */
import { DECLARATIVE, PUSH_TEXT_BYTES, callerTag } from '../../protocol/push.ts'
import type { PushData, PushMessage } from '../../protocol/push.ts'
import { wordsOf } from './push-texts.ts'

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
