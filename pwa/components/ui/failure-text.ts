import type { ApiErrorCode } from '../../../protocol/api.ts'
import * as texts from '../../texts/texts.ts'

const MINUTE_MS = 60_000

/** What happened, and when it is worth trying again. */
export function failureText(failure: {
  readonly code: ApiErrorCode | 'offline'
  readonly retryMs?: number | undefined
}): string {
  const what = texts.common.failures[failure.code]
  if (failure.retryMs === undefined) return what
  return `${what} ${texts.common.againIn(Math.ceil(failure.retryMs / MINUTE_MS))}`
}
