/**
 * Hands a proof of a press (`press-proof.ts`) to the window that the press opened where the browser keeps
 * nothing: that window asks, and the page that wrote the proof answers, once. Only pages of Peal hear each
 * other on the channel.
 */
import { openChannel } from '../browser/channel.ts'
import type { Timer } from '../timer.ts'

const CHANNEL = 'peal.proofs'
/** Another page answers well within this, ms; nobody can wait long for a window after a press. */
const ANSWER_MS = 300

interface Wanted {
  readonly want: string
}
interface Given {
  readonly give: string
  readonly text: string
}

function isFor<K extends string>(data: unknown, key: K): data is Record<K, string> {
  return typeof data === 'object' && data !== null && typeof Reflect.get(data, key) === 'string'
}

/** Answers from now on with what `take` gives for a key, which takes it out. */
export function lendProofs(take: (key: string) => string | null): void {
  const channel = openChannel(CHANNEL)
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isFor(data, 'want')) return
    const text = take(data.want)
    if (text !== null) channel?.postMessage({ give: data.want, text } satisfies Given)
  })
}

/** Asks the other pages for the proof under this key; null: none has it. */
export function borrowProof(key: string, timer: Timer): Promise<string | null> {
  const channel = openChannel(CHANNEL)
  if (channel === null) return Promise.resolve(null)
  return new Promise((resolve) => {
    const settle = (text: string | null) => {
      cancel()
      channel.close()
      resolve(text)
    }
    const cancel = timer(ANSWER_MS, () => settle(null))
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isFor(data, 'give') && data.give === key && isFor(data, 'text')) settle(data.text)
    })
    channel.postMessage({ want: key } satisfies Wanted)
  })
}
