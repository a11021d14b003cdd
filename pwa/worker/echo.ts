/** Proves to the server that push reaches this browser, by sending the token back. */
import type { PushEcho } from '../../protocol/push.ts'
import type { ProvedMessage } from '../platform/installed/worker-messages.ts'
import * as texts from '../texts/texts.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import { insist } from './ring-server.ts'
import type { RingServer } from './ring-server.ts'
import type { ServerClock } from './server-clock.ts'

const t = texts.notifications

export interface EchoDeps {
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'heardRoughly'>
  readonly server: Pick<RingServer, 'echo'>
  readonly notices: Pick<Notices, 'quiet'>
  /** Tells open pages. */
  readonly tell: (message: ProvedMessage) => void
}

/** Sends the token until the server has accepted it, for some seconds at most. */
export async function onEcho(deps: EchoDeps, push: PushEcho): Promise<void> {
  const { clock, serverClock, server, notices, tell } = deps
  const { deviceId, echoToken } = push
  await Promise.all([
    notices.quiet({ title: t.proved, body: t.provedText, to: push.to }),
    insist(clock, async () => {
      const { heard, serverNow } = await server.echo({ deviceId, echoToken })
      if (serverNow !== null) await serverClock.heardRoughly(serverNow)
      if (heard) tell({ type: 'proved' })
      return heard
    }),
  ])
}
