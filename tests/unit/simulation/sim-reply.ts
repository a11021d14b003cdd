/** The replies of the simulation's server. */
import type { Call } from '../../../protocol/call.ts'
import type { Refusal } from '../../../protocol/reasons.ts'
import type { CallView, Reply } from '../../../protocol/signals.ts'

/** The outcome of a request. */
export type Answered =
  | { call: Call; offer?: string | null }
  | { refusal: Refusal; callId?: string | null }

export function replyTo(req: number, answered: Answered, view: CallView | null): Reply {
  if ('refusal' in answered) {
    const { refusal: code, callId = null } = answered
    const reply = { type: 'reply', req, ok: false, code } as const
    return callId === null ? reply : { ...reply, callId }
  }
  const data = { call: view ?? undefined }
  const { offer = null } = answered
  return { type: 'reply', req, ok: true, data: offer === null ? data : { ...data, offer } }
}
