/** The WebSocket sessions of pages: takes them in, hears them, tells them, lets go of them. */
import type { Server } from 'node:http'
import type { RawData, WebSocket } from 'ws'
import { isUnanswered } from '../../protocol/call.ts'
import type { ClientMessage } from '../../protocol/signals.ts'
import type { Identity } from '../people/identity.ts'
import { readMessage } from './incoming.ts'
import { LegBinding } from './leg-binding.ts'
import { notify } from './notices.ts'
import { CLOSE, MAX_UNDER_WAY, PealSocket } from './peal-socket.ts'
import { PING_TIMES, pingDue } from './ping-sweep.ts'
import type { SignalingDeps } from './signaling-deps.ts'
import { PresenceWatches } from './presence-watches.ts'
import { relay } from './relay.ts'
import { answerRequest, takeReport } from './requests.ts'
import { MAX_DEVICE_SOCKETS, SocketCounts } from './socket-counts.ts'
import type { SocketRegistry } from './socket-registry.ts'
import { takeUpgrades } from './upgrade.ts'
import { greet } from './welcome.ts'

/** How often sessions that have expired are looked for. */
const EXPIRY_MS = 60_000
/** Sessions that expired longer ago had their sockets closed then. */
const EXPIRED_SINCE_MS = 86_400_000
/** Pages that the server's end closed come back after this, spread by their own chance. */
const DRAIN_RETRY_MS = 500
/** A page that had to go because its device has too many comes back after this. */
const CROWDED_RETRY_MS = 30_000

/** The room of signaling, as the other rooms see it. */
export interface Signaling {
  /** Closes the sockets of a device that was signed out. */
  deviceOut(deviceId: string): void
  /** Closes the sockets of a member who was removed. */
  memberOut(memberId: string): void
  /** Name, photo or do not disturb have changed. */
  memberChanged(memberId: string): void
  /** The one blocks the other now, or no longer: the other's pages see them accordingly. */
  blocked(memberId: string, otherId: string, blocks: boolean): Promise<void>
  /** Closes the sockets of devices whose sessions have expired, but for those in a call. */
  sweepExpired(): Promise<void>
  /** How many sockets are open. */
  count(): number
  /** Takes no more sockets and closes all (1001). */
  stop(): Promise<void>
}

/** Takes the upgrades of `/signal` on this HTTP server. */
export function attachSignaling(
  server: Server,
  registry: SocketRegistry,
  deps: SignalingDeps,
): Signaling {
  const { calls, bus, log, store, clock, pings = PING_TIMES } = deps
  /** The oldest first. */
  const sockets = new Set<PealSocket>()
  const counts = new SocketCounts()
  const legs = new LegBinding({ calls, registry, log })
  const watches = new PresenceWatches({ store, clock, log, presence: deps.presence })
  const roomDeps = { ...deps, registry, legs }

  registry.onReach((memberId) => {
    watches.changed(memberId)
    const call = calls.liveOf(memberId)?.call
    if (call === undefined || !isUnanswered(call) || call.calleeId !== memberId) return
    calls.events
      .reach(memberId)
      .catch((error: unknown) => log.error({ error }, 'a change of reach was not noted'))
  })
  const unsubscribe = bus.subscribe((memberId, message) => {
    if (message.type === 'presence') watches.changed(memberId)
    else notify(roomDeps, memberId, message)
  })

  /** The work of one message. What is relayed is done at once, all else as a promise. */
  function handle(
    socket: PealSocket,
    identity: Identity,
    message: ClientMessage,
    bytes: Buffer,
  ): Promise<void> | void {
    switch (message.type) {
      case 'signal':
      case 'signal.ack':
        return relay(roomDeps, socket, message, bytes)
      case 'hello':
        return greet(roomDeps, socket, identity, message)
      case 'page':
        socket.visible = message.visible
        socket.canSound = message.canSound
        return
      case 'presence.watch':
        return watches.watch(socket, identity, message.handles)
      case 'ping':
        return socket.tell({ type: 'pong' })
      case 'call.ringing':
      case 'call.ready':
      case 'call.media':
        return takeReport(calls, socket, identity, message)
      case 'call.place':
      case 'call.join':
      case 'call.answer':
      case 'call.decline':
      case 'call.hangup':
      case 'ice.get':
        return answerRequest(roomDeps, socket, identity, message)
      default:
        return message satisfies never
    }
  }

  /** A handler that fails costs its own socket, and nothing else. */
  function failed(socket: PealSocket, error: unknown): void {
    log.error({ error }, 'a message could not be handled')
    close(socket, () => socket.fault(CLOSE.error))
  }

  function close(socket: PealSocket, say: () => void): void {
    say()
    // From now on it neither rings nor counts as open.
    registry.remove(socket)
  }

  /** A device with too many: mostly the oldest are connections that broke and were not missed. */
  function sendOldestAway(deviceId: string): void {
    for (const socket of sockets) {
      const isFree = socket.legId === null && !socket.isOver
      if (!isFree || socket.identity?.deviceId !== deviceId) continue
      return close(socket, () => socket.bye('drain', CROWDED_RETRY_MS))
    }
  }

  /** Counts a message's work until it is done. */
  function follow(socket: PealSocket, work: Promise<void>): void {
    socket.underWay += 1
    void work.catch((error: unknown) => failed(socket, error)).finally(() => (socket.underWay -= 1))
  }

  function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    if (!(this instanceof PealSocket)) return
    const { identity } = this
    if (identity === null || this.isOver) return
    if (isBinary || !Buffer.isBuffer(data) || this.underWay >= MAX_UNDER_WAY) {
      return close(this, () => this.fault(CLOSE.policy))
    }
    const incoming = readMessage(data)
    if (!incoming.ok) {
      const { req } = incoming
      if (req === null) close(this, () => this.fault(CLOSE.policy))
      else this.tell({ type: 'reply', req, ok: false, code: 'invalid' })
      return
    }
    try {
      const work = handle(this, identity, incoming.message, data)
      if (work !== undefined) follow(this, work)
    } catch (error) {
      failed(this, error)
    }
  }

  function onClose(this: WebSocket): void {
    if (!(this instanceof PealSocket)) return
    this.isOver = true
    sockets.delete(this)
    if (this.identity !== null) counts.remove(this.identity.deviceId)
    watches.forget(this)
    registry.remove(this)
    legs.closed(this)
  }

  const stopTaking = takeUpgrades(server, {
    origin: deps.origin,
    log,
    identify: deps.identify,
    onSocket(socket, identity) {
      socket.identity = identity
      socket.pingedAt = Math.floor(performance.now())
      sockets.add(socket)
      const many = counts.add(identity.deviceId) > MAX_DEVICE_SOCKETS
      socket.on('message', onMessage)
      socket.on('pong', onPong)
      socket.on('error', onError)
      socket.on('close', onClose)
      if (many) sendOldestAway(identity.deviceId)
    },
  })
  const looking = setInterval(() => {
    pingDue(sockets, pings, Math.floor(performance.now()))
    watches.look(clock.now())
  }, pings.lookMs)

  async function sweepExpired(): Promise<void> {
    const now = clock.now()
    const rows = await store.read
      .selectFrom('device')
      .select('id')
      .where('expires_at', '<=', now)
      .where('expires_at', '>', now - EXPIRED_SINCE_MS)
      .execute()
    const expired = new Set(rows.map(({ id }) => id))
    for (const socket of sockets) {
      // A session that merely expires ends no call.
      if (socket.legId !== null || !expired.has(socket.identity?.deviceId ?? '')) continue
      close(socket, () => socket.bye('expired'))
    }
  }
  const expiring = setInterval(() => {
    sweepExpired().catch((error: unknown) => log.error({ error }, 'the sweep of sessions failed'))
  }, EXPIRY_MS)

  return {
    deviceOut(deviceId) {
      for (const socket of sockets) {
        if (socket.identity?.deviceId === deviceId) close(socket, () => socket.bye('revoked'))
      }
    },
    memberOut(memberId) {
      for (const socket of sockets) {
        if (socket.identity?.memberId === memberId) close(socket, () => socket.bye('revoked'))
      }
      watches.changed(memberId)
    },
    memberChanged: (memberId) => watches.changed(memberId),
    async blocked(memberId, otherId, blocks) {
      for (const socket of sockets) {
        if (socket.identity?.memberId === otherId) await watches.blocked(socket, memberId, blocks)
      }
    },
    sweepExpired,
    count: () => sockets.size,
    async stop() {
      stopTaking()
      clearInterval(looking)
      clearInterval(expiring)
      const closing = [...sockets].map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.once('close', () => resolve())
            if (socket.isOver) socket.terminate()
            else close(socket, () => socket.bye('drain', DRAIN_RETRY_MS))
          }),
      )
      await Promise.all(closing)
      unsubscribe()
    },
  }
}

function onPong(this: WebSocket): void {
  if (this instanceof PealSocket) this.unanswered = 0
}

/** `close` follows; what is wrong with one page's connection concerns nobody else. */
function onError(this: WebSocket): void {
  if (this instanceof PealSocket) this.isOver = true
}
