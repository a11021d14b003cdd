/** Makes the body of a push: the message as JSON of one length, encrypted for one subscription. */
import { DECLARATIVE, PUSH_TEXT_BYTES, callerTag } from '../../protocol/push.ts'
import type { PushData, PushMessage } from '../../protocol/push.ts'
import { wordsOf } from './push-texts.ts'

/** The keys of a subscription (RFC 8291, section 2). */
export interface SubscriptionKeys {
  readonly p256dh: string
  readonly auth: string
}

/** The message of this content, before it is padded. */
export function messageOf(data: PushData, origin: string): PushMessage {
  const { title, body, path } = wordsOf(data)
  const tag = 'from' in data && data.kind !== 'test' ? callerTag(data.from.handle) : data.kind
  const unseen = 'missed' in data ? data.missed?.unseen : undefined
  return {
    web_push: DECLARATIVE,
    notification: { title, body, navigate: `${origin}${path}`, tag, data },
    ...(unseen === undefined ? {} : { app_badge: String(unseen) }),
    mutable: true,
  }
}

/** JSON of exactly `PUSH_TEXT_BYTES`: white space after it means nothing to a reader. */
export function paddedText(message: PushMessage): Buffer {
  const text = Buffer.from(JSON.stringify(message), 'utf8')
  if (text.length > PUSH_TEXT_BYTES) throw new RangeError('a push message is too long')
  return Buffer.concat([text, Buffer.alloc(PUSH_TEXT_BYTES - text.length, ' ')])
}

/** Encrypts for a subscription (RFC 8291, `aes128gcm`). */
export async function encryptFor(keys: SubscriptionKeys, text: Buffer): Promise<Buffer> {
  // Loaded when first needed, as most starts send nothing.
  const { default: webPush } = await import('web-push')
  return webPush.encrypt(keys.p256dh, keys.auth, text.toString('utf8'), 'aes128gcm').cipherText
}
