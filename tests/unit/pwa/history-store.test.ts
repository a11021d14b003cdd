import { afterEach, expect, it, vi } from 'vitest'

const row = (at: number) => ({
  callId: String(at),
  at,
  peer: { handle: 'ada', name: 'Ada', photo: null },
  role: 'callee',
  connector: 'Peal',
  reason: 'timeout',
  missed: true,
  durationMs: null,
  seen: true,
})
/** Two pages: calls at 4 and 3, then at 2 and 1. */
const page = (before: string | null) =>
  before === null ? { items: [row(4), row(3)], next: '3' } : { items: [row(2), row(1)], next: null }

/** A store whose requests wait until they are answered. */
async function openHistory() {
  const waiting: ((status: number) => void)[] = []
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('navigator', {})
  vi.stubGlobal(
    'fetch',
    (path: string) =>
      new Promise((resolve) => {
        const { searchParams } = new URL(path, 'https://peal.test')
        const body = page(searchParams.get('before'))
        const failure = { error: { code: 'server' } }
        waiting.push((status) =>
          resolve(Response.json(status === 200 ? body : failure, { status })),
        )
      }),
  )
  vi.resetModules()
  const { useHistory } = await import('../../../pwa/stores/history.ts')
  const history = useHistory()
  const of = { filter: 'all' } as const
  const answer = async (status = 200, nth = 0) => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(nth))
    waiting.splice(nth, 1)[0]?.(status)
  }
  const shown = () => history.list(of).rows.map(({ at }) => at)
  return { history, of, answer, shown }
}
afterEach(() => vi.unstubAllGlobals())

it('calls that are read again stay listed as far as they were shown', async () => {
  const { history, of, answer, shown } = await openHistory()
  const loaded = history.load(of)
  await answer()
  await loaded
  expect(shown()).toEqual([4, 3])
  const more = history.more(of)
  const again = history.reload()
  // The next page is shown before the first one has been read again.
  await answer()
  await more
  expect(shown()).toEqual([4, 3, 2, 1])
  await answer()
  await answer()
  await again
  expect(shown()).toEqual([4, 3, 2, 1])
  expect(history.list(of)).toMatchObject({ next: null, failure: null })
})

it('calls that cannot be read again stay listed', async () => {
  const { history, of, answer, shown } = await openHistory()
  const loaded = history.load(of)
  await answer()
  await loaded
  const again = history.reload()
  await answer(500)
  await again
  expect(shown()).toEqual([4, 3])
  expect(history.list(of)).toMatchObject({ loading: 'ready', failure: { code: 'server' } })
})

it('of two loads at the same time, the later one counts, whichever is answered first', async () => {
  const { history, of, answer } = await openHistory()
  const loaded = history.load(of)
  await answer()
  await loaded
  const first = history.reload()
  const second = history.reload()
  await answer(200, 1)
  await answer(500)
  await Promise.all([first, second])
  expect(history.list(of).failure).toBeNull()
})
