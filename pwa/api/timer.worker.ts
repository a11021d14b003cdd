/**
 * A dedicated worker for timers: browsers throttle the timers of hidden pages to one a minute, but not
 * those of their workers.
 */

/** Page → worker: start a timer of `ms`, or (null) cancel it. */
export interface TimerRequest {
  readonly id: number
  readonly ms: number | null
}

const waiting = new Map<number, ReturnType<typeof setTimeout>>()

addEventListener('message', (event: MessageEvent<TimerRequest>) => {
  const { id, ms } = event.data
  clearTimeout(waiting.get(id))
  waiting.delete(id)
  if (ms === null) return
  waiting.set(
    id,
    setTimeout(() => {
      waiting.delete(id)
      postMessage(id)
    }, ms),
  )
})
