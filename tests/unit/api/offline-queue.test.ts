import { describe, expect, it } from 'vitest'
import { createOfflineQueue } from '../../../pwa/api/offline-queue.ts'
import type { Failure } from '../../../pwa/api/http.ts'
import type { KeptMark, Mark, MarkStore } from '../../../pwa/api/offline-queue.ts'

const seen = (upTo: number): Mark => ({ kind: 'seen', upTo })
const failed = (code: Failure['code']): Failure => ({ ok: false, code })
const favourite = (handle: string): Mark => ({ kind: 'favourite', handle, favourite: true })

/** A store of marks that outlives the queue, as the database outlives a page. */
function marksStore(): MarkStore {
  let nextKey = 1
  const kept: KeptMark[] = []
  return {
    add: (mark) => {
      kept.push({ ...mark, key: nextKey })
      return Promise.resolve(nextKey++)
    },
    all: () => Promise.resolve([...kept]),
    remove: (key) =>
      Promise.resolve(
        void kept.splice(
          kept.findIndex((m) => m.key === key),
          1,
        ),
      ),
  }
}

function setUp(store = marksStore()) {
  const sent: Mark[] = []
  const answers = { next: (_: Mark): Failure | null => null }
  const queue = createOfflineQueue({
    store,
    alone: (work) => work(),
    send: (mark) => {
      const answer = answers.next(mark)
      if (answer === null) sent.push(mark)
      return Promise.resolve(answer)
    },
  })
  return { queue, sent, answers, store }
}

describe('marks made offline', () => {
  it('are sent in the order in which they were made, once', async () => {
    const { queue, sent } = setUp()
    const marks = [seen(1), favourite('ada'), seen(2)]
    for (const mark of marks) await queue.keep('me', mark)
    await queue.flush('me')
    expect(sent).toEqual(marks)
    await queue.flush('me')
    expect(sent).toHaveLength(3)
  })

  const passing = ['offline', 'busy', 'server', 'signed-out', 'rate-limited'] as const
  it.each(passing)('wait, all of them, while the server answers with %s', async (code) => {
    const { queue, sent, answers } = setUp()
    await queue.keep('me', seen(1))
    await queue.keep('me', seen(2))
    answers.next = () => failed(code)
    await queue.flush('me')
    expect(await queue.waiting('me')).toEqual([seen(1), seen(2)])
    answers.next = () => null
    await queue.flush('me')
    expect(sent).toEqual([seen(1), seen(2)])
  })

  it('keep their order when the network goes away between two', async () => {
    const { queue, sent, answers } = setUp()
    for (const n of [1, 2, 3]) await queue.keep('me', seen(n))
    answers.next = () => (sent.length < 1 ? null : failed('offline'))
    await queue.flush('me')
    expect(await queue.waiting('me')).toEqual([seen(2), seen(3)])
  })

  it('are sent after a reload', async () => {
    const store = marksStore()
    await setUp(store).queue.keep('me', seen(7))
    const { queue, sent } = setUp(store)
    await queue.flush('me')
    expect(sent).toEqual([seen(7)])
  })

  it('that the server refuses do not hold up the rest', async () => {
    const { queue, sent, answers } = setUp()
    await queue.keep('me', favourite('gone'))
    await queue.keep('me', seen(3))
    answers.next = (mark) => (mark.kind === 'favourite' ? failed('not-found') : null)
    await queue.flush('me')
    expect(sent).toEqual([seen(3)])
    expect(await queue.waiting('me')).toEqual([])
  })

  it('of another member are never sent', async () => {
    const { queue, sent, store } = setUp()
    await queue.keep('ada', seen(1))
    await queue.keep('eve', seen(2))
    expect(await queue.waiting('eve')).toEqual([seen(2)])
    await queue.flush('eve')
    expect(sent).toEqual([seen(2)])
    expect(await store.all()).toEqual([])
  })
})

describe('a mark that was made just now', () => {
  it('is sent after those before it, and leaves those behind it to their own', async () => {
    const { queue, sent } = setUp()
    await queue.keep('me', seen(1))
    const mine = await queue.keep('me', seen(2))
    await queue.keep('me', seen(3))
    expect(await queue.flush('me', mine)).toBe(null)
    expect(sent).toEqual([seen(1), seen(2)])
    expect(await queue.waiting('me')).toEqual([seen(3)])
  })

  it('waits if the network is gone', async () => {
    const { queue, answers } = setUp()
    const mine = await queue.keep('me', seen(1))
    answers.next = () => failed('offline')
    expect(await queue.flush('me', mine)).toBe(null)
    expect(await queue.waiting('me')).toEqual([seen(1)])
  })

  it.each(['busy', 'not-found'] as const)('is given up if the server says %s', async (code) => {
    const { queue, answers } = setUp()
    const mine = await queue.keep('me', favourite('ada'))
    answers.next = () => failed(code)
    expect(await queue.flush('me', mine)).toEqual(failed(code))
    expect(await queue.waiting('me')).toEqual([])
  })
})
