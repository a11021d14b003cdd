/**
 * A dedicated worker that only waits: browsers slow the timers of hidden pages down to one a minute,
 * but not those of their workers.
 */

/** Page → worker: wait `ms`, or (null) forget it. */
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
