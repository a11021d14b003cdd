/** How a call window follows its server, which is played by the test. */
import { describe, expect, it } from 'vitest'
import type { Link, ServerNotice } from '../../../pwa/call/machine/model.ts'
import { NEW_WINDOW } from '../../../pwa/call/machine/step.ts'
import { openServerLink } from '../../../pwa/call/server-link.ts'
import type { ServerView } from '../../../pwa/call/server-link.ts'
import { FakeSignaling } from './fake-signaling.ts'
import { FakeTimer } from './fake-timer.ts'

const over = {
  ...NEW_WINDOW,
  doing: 'over',
  end: { how: 'superseded' },
  ids: null,
  call: null,
  target: null,
  pending: null,
  owed: null,
  saidAt: 0,
} as const

function start() {
  const clock = new FakeTimer()
  const clients: FakeSignaling[] = []
  const links: Link[] = []
  const heard: ServerNotice['type'][] = []
  const network = { online: true }
  const shown: Partial<ServerView>[] = []
  let refusals = 0
  const link = openServerLink({
    connect: () => {
      const client = new FakeSignaling()
      clients.push(client)
      return client
    },
    timer: clock.timer,
    isOnline: () => network.online,
    changed: (now) => links.push(now),
    heard: ({ type }) => heard.push(type),
    refused: () => (refusals += 1),
    show: (view) => shown.push(view),
  })
  link.report()
  const become = (state: FakeSignaling['state']) => clients.at(-1)?.become(state)
  const say = (message: ServerNotice) => clients.at(-1)?.say(message)
  return {
    clock,
    clients,
    links,
    heard,
    network,
    shown,
    link,
    become,
    say,
    refusals: () => refusals,
  }
}

describe('the link to the server', () => {
  it('reports whether the server can be reached', () => {
    const { become, link, links, network } = start()
    become('open')
    network.online = false
    become('waiting')
    link.report()
    expect(links).toEqual(['away', 'open', 'offline', 'offline'])
  })

  it('passes on what concerns a call window, and nothing else', () => {
    const { heard, say } = start()
    say({ type: 'peer.reset', callId: 'call', gen: 2 })
    say({ type: 'presence', handle: 'grace', status: 'available' })
    say({ type: 'pong' })
    expect(heard).toEqual(['peer.reset'])
  })

  it('shows that the server is away only after 2.5 seconds, and that it is back at once', () => {
    const { become, clock, shown } = start()
    clock.pass(2_499)
    expect(shown).toEqual([])
    clock.pass(1)
    become('open')
    expect(shown).toEqual([{ away: 'away' }, { away: null }])
  })

  it('does not show a short absence', () => {
    const { become, clock, shown } = start()
    become('open')
    become('waiting')
    clock.pass(2_000)
    become('open')
    clock.pass(5_000)
    expect(shown).toEqual([])
  })

  it('says that it was refused when its first connection never opened', () => {
    const { become, refusals } = start()
    become('waiting')
    expect(refusals()).toBe(1)
    become('open')
    become('waiting')
    expect(refusals()).toBe(1)
  })

  it('disconnects five seconds after the end of the call, and connects again for the next', () => {
    const { clients, clock, link } = start()
    link.follow(over)
    clock.pass(5_000)
    expect(clients[0]?.state).toBe('closed')
    link.wake()
    link.wake()
    expect(clients).toHaveLength(2)
  })

  it('stays connected while another call begins', () => {
    const { clients, clock, link } = start()
    link.follow(over)
    link.follow(NEW_WINDOW)
    clock.pass(5_000)
    expect(clients[0]?.state).not.toBe('closed')
  })
})
