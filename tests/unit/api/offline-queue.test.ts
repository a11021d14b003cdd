import { describe, expect, it } from 'vitest'
import { aloneByLock, createOfflineQueue } from '../../../pwa/api/offline-queue.ts'
import type { KeptMark, Mark, MarkStore, Sent } from '../../../pwa/api/offline-queue.ts'

const seen = (upTo: number): Mark => ({ kind: 'seen', upTo })
const favourite = (handle: string): Mark => ({ kind: 'favourite', handle, favourite: true })

/** A store of marks that outlives the queue, as the database outlives a page. */
function marksStore(): MarkStore {
  let nextKey = 1
  const kept: KeptMark[] = []
  return {
    add: (mark) => Promise.resolve(void kept.push({ ...mark, key: nextKey++ })),
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
  const answers = { next: (_: Mark): Sent => 'taken' }
  const queue = createOfflineQueue({
    store,
    alone: (work) => work(),
    send: (mark) => {
      const answer = answers.next(mark)
      if (answer === 'taken') sent.push(mark)
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
    expect(await queue.flush('me')).toBe(3)
    expect(sent).toEqual(marks)
    expect(await queue.flush('me')).toBe(0)
    expect(sent).toHaveLength(3)
  })

  it('wait, all of them, while the server cannot be reached', async () => {
    const { queue, sent, answers } = setUp()
    await queue.keep('me', seen(1))
    await queue.keep('me', seen(2))
    answers.next = () => 'later'
    expect(await queue.flush('me')).toBe(0)
    expect(await queue.waiting('me')).toEqual([seen(1), seen(2)])
    answers.next = () => 'taken'
    await queue.flush('me')
    expect(sent).toEqual([seen(1), seen(2)])
  })

  it('keep their order when the network goes away between two', async () => {
    const { queue, sent, answers } = setUp()
    for (const n of [1, 2, 3]) await queue.keep('me', seen(n))
    answers.next = () => (sent.length < 1 ? 'taken' : 'later')
    expect(await queue.flush('me')).toBe(1)
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
    answers.next = (mark) => (mark.kind === 'favourite' ? 'refused' : 'taken')
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

  it('are sent by one tab at a time', async () => {
    let running = 0
    let most = 0
    let last = Promise.resolve()
    const request = (_: string, work: () => Promise<number>) => {
      const mine = last.then(work)
      last = mine.then(() => undefined)
      return mine
    }
    const alone = aloneByLock({ request } as Pick<LockManager, 'request'>)
    const work = async () => {
      most = Math.max(most, ++running)
      await Promise.resolve()
      running -= 1
      return 0
    }
    await Promise.all([alone(work), alone(work)])
    expect(most).toBe(1)
  })
})
