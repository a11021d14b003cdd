import { describe, expect, it } from 'vitest'
import { MessageQueue } from '../../support/push/message-queue.ts'

const NOW = 1_000_000
const message = (id: string, topic: string | null = null, ttlS = 60) => ({
  ...{ id, topic, ttlS, acceptedAt: NOW },
  body: Buffer.alloc(0),
})

function filled(...messages: ReturnType<typeof message>[]) {
  const queue = new MessageQueue()
  for (const one of messages) queue.add(one)
  return queue
}

const ids = (queue: MessageQueue, now = NOW) => queue.waiting(now).map(({ id }) => id)

describe('messages that wait for a browser', () => {
  it('wait in order until they are acknowledged', () => {
    const queue = filled(message('a'), message('b'))
    expect(ids(queue)).toEqual(['a', 'b'])
    queue.remove('a')
    expect(ids(queue)).toEqual(['b'])
  })

  it('take the place of those with the same topic', () => {
    const queue = filled(message('a', 'call'), message('b', 'other'), message('c', 'call'))
    expect(ids(queue)).toEqual(['b', 'c'])
  })

  it('go when their time is over', () => {
    const queue = filled(message('a', null, 45), message('b'))
    expect(ids(queue, NOW + 45_000)).toEqual(['a', 'b'])
    expect(ids(queue, NOW + 45_001)).toEqual(['b'])
  })
})
