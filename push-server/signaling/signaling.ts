/** The WebSocket sessions of pages: accepts sockets, handles their messages, and closes them. */
import type { Server } from 'node:http'
import type { RawData, WebSocket } from 'ws'
import { isUnanswered } from '../../protocol/call.ts'
import type { ClientMessage, Reply } from '../../protocol/signals.ts'
import type { Identity } from '../identity.ts'
import { unwritable } from '../store/store-error.ts'
import { CLOSE } from '../contract/close-codes.ts'
import { inBackground, sweepEachMinute } from '../background.ts'
import { createBudgets } from './budgets.ts'
import { readMessage } from './incoming.ts'
import { releaseLeg } from './leg-binding.ts'
import { createChangeTeller } from './tell-changes.ts'
import { tellPages } from './tell-pages.ts'
import { MAX_IN_PROGRESS, PealSocket } from './peal-socket.ts'
import { PING_TIMES, onPong, pingDue } from './pinging.ts'
import { createPresenceWatches } from './presence-watches.ts'
import { relay } from './relay.ts'
import { createRequests } from './requests.ts'
import type { SignalingDeps } from './signaling-deps.ts'
import { handleUpgrades } from './upgrade.ts'
import { handleHello } from './welcome.ts'

/** Sessions that expired longer ago were found by an earlier sweep. */
const EXPIRED_SINCE_MS = 86_400_000
/** Pages reconnect this long after the server stops, plus a random time of their own. */
const DRAIN_RETRY_MS = 500
/** Sockets that one device may have. With more, it has pages that nobody sees. */
const MAX_DEVICE_SOCKETS = 64
/** Sockets that one member may have: each is told whatever changes. */
const MAX_MEMBER_SOCKETS = 128
/** A page that was disconnected because its device has too many sockets comes back after this. */
const CROWDED_RETRY_MS = 30_000

/** Signaling, as the rest of the server uses it. */
export type Signaling = ReturnType<typeof attachSignaling>

/** Handles the upgrades of `/signal` on this HTTP server. */
export function attachSignaling(server: Server, deps: SignalingDeps) {
  const { calls, registry, bus, log, attacks, store, clock, limits, pings = PING_TIMES } = deps
  const { writeInTheEnd } = deps
  const { events } = calls
  /** Oldest first. */
  const sockets = new Set<PealSocket>()
  /** By the id of a device, and by that of a member. */
  const socketsOf = new Map<string, number>()
  const watches = createPresenceWatches(deps)
  const budgets = createBudgets(() => performance.now())
  const changes = createChangeTeller(registry, clock)
  const answerRequest = createRequests(deps)

  registry.onReach((memberId) => {
    watches.changed(memberId)
    const call = calls.liveOf(memberId)?.call
    if (call === undefined || !isUnanswered(call) || call.calleeId !== memberId) return
    const failure = 'a change of reach could not be recorded'
    const reached = writeInTheEnd(`reach ${memberId}`, failure, () => events.reach(memberId))
    inBackground(reached, log, failure, { member: memberId })
  })
  const unsubscribe = bus.subscribe((memberId, message) => {
    if (message.type === 'changed') return changes.changed(memberId, message)
    // All other messages are for one member.
    if (memberId === null) return
    if (message.type === 'presence') watches.changed(memberId)
    else tellPages(deps, memberId, message)
  })

  /** Handles one message. Relaying is synchronous; the rest is a promise. */
  function handle(
    socket: PealSocket,
    identity: Identity,
    message: ClientMessage,
    bytes: Buffer,
  ): Promise<unknown> | void {
    switch (message.type) {
      case 'signal':
      case 'signal.ack':
        return relay(deps, socket, message, bytes)
      case 'hello':
        return handleHello(deps, socket, identity, message).then(() => changes.catchUp(socket))
      case 'page':
        socket.visible = message.visible
        socket.canSound = message.canSound
        return
      case 'presence.watch':
        return watches.watch(socket, identity, message.handles)
      case 'ping':
        return socket.tell({ type: 'pong' })
      case 'call.ringing':
        return events.ringing(identity.deviceId, message.callId, socket.tabCanRing)
      case 'call.ready':
        return events.apply(message.callId, { type: 'ready', by: identity, legId: message.legId })
      case 'call.media': {
        const { callId, legId, state: media } = message
        return events.apply(callId, { type: 'media', by: identity, legId, media })
      }
      case 'call.place':
      case 'call.join':
      case 'call.answer':
      case 'call.decline':
      case 'call.hangup':
      case 'ice.get':
        return answerRequest(socket, identity, message).then((length) => {
          if (limits && !budgets.replied(socket, length)) flooded(socket)
        })
      default:
        return message satisfies never
    }
  }

  /**
   * A handler has failed: closes its socket, and nothing else. While nothing can be written, the request is refused
   * and the socket stays, so that calls that are under way go on.
   */
  function failed(socket: PealSocket, message: ClientMessage, error: unknown): void {
    const { type } = message
    const cause = unwritable(error)
    const device = socket.identity?.deviceId
    if (cause !== null) {
      log.error({ type, device, cause, error }, 'nothing can be written')
      // Whoever places a call is told why there is none; other requests are repeated, since their call goes on.
      const code = cause === 'full' && type === 'call.place' ? 'full' : 'server'
      if ('req' in message) refuse(socket, message.req, code)
      return
    }
    log.error({ type, device, error }, 'a message could not be handled')
    close(socket, () => socket.fault(CLOSE.error))
  }

  function refuse(socket: PealSocket, req: number, code: 'full' | 'server'): void {
    const text = JSON.stringify({ type: 'reply', req, ok: false, code } satisfies Reply)
    socket.replies.keep(req, text)
    socket.forward(text)
  }

  function close(socket: PealSocket, say: () => void): void {
    say()
    // It no longer rings or counts as open.
    registry.remove(socket)
  }

  /** It sends more than it may. */
  function flooded(socket: PealSocket): void {
    const { memberId: member, deviceId: device } = socket.identity ?? {}
    attacks.note('flood', { member, device })
    close(socket, () => socket.fault(CLOSE.policy))
  }

  /** Counts the sockets of a device or a member up or down; answers how many they have now. */
  function count(id: string, change: 1 | -1): number {
    const now = (socketsOf.get(id) ?? 0) + change
    if (now > 0) socketsOf.set(id, now)
    else socketsOf.delete(id)
    return now
  }

  /** Closes the oldest such socket without a leg: mostly a connection that broke unnoticed. */
  function closeOldest(isSuch: (identity: Identity) => boolean): void {
    for (const socket of sockets) {
      const isFree = socket.legId === null && !socket.isOver
      if (!isFree || socket.identity === null || !isSuch(socket.identity)) continue
      return close(socket, () => socket.bye('drain', CROWDED_RETRY_MS))
    }
  }

  /** Counts a message as in progress until its work is done. */
  function track(socket: PealSocket, message: ClientMessage, work: Promise<unknown>): void {
    socket.inProgress += 1
    void work
      .catch((error: unknown) => failed(socket, message, error))
      .finally(() => (socket.inProgress -= 1))
  }

  function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    if (!(this instanceof PealSocket)) return
    const { identity } = this
    if (identity === null || this.isOver) return
    const { deviceId: device } = identity
    if (limits && !budgets.message(this, sizeOf(data))) return flooded(this)
    if (isBinary || !Buffer.isBuffer(data) || this.inProgress >= MAX_IN_PROGRESS) {
      log.debug({ device, binary: isBinary, inProgress: this.inProgress }, 'a message was refused')
      return close(this, () => this.fault(CLOSE.policy))
    }
    const incoming = readMessage(data)
    if (!incoming.ok) {
      const { req, fault } = incoming
      log.debug({ device, ...fault, closes: req === null }, 'a message was refused')
      if (limits && !budgets.invalid(this)) return flooded(this)
      if (req === null) close(this, () => this.fault(CLOSE.policy))
      else this.tell({ type: 'reply', req, ok: false, code: 'invalid' })
      return
    }
    if (limits && !budgets.handled(this, incoming.message)) return flooded(this)
    try {
      const work = handle(this, identity, incoming.message, data)
      if (work !== undefined) track(this, incoming.message, work)
    } catch (error) {
      failed(this, incoming.message, error)
    }
  }

  function onClose(this: WebSocket): void {
    if (!(this instanceof PealSocket)) return
    this.isOver = true
    if (this.isUnread) log.debug({ device: this.identity?.deviceId }, 'a page did not read')
    sockets.delete(this)
    if (this.identity !== null) {
      count(this.identity.deviceId, -1)
      count(this.identity.memberId, -1)
    }
    watches.forget(this)
    registry.remove(this)
    releaseLeg(deps, this)
  }

  const stopUpgrades = handleUpgrades(server, deps, (socket, identity) => {
    socket.identity = identity
    socket.pingedAt = Math.floor(performance.now())
    sockets.add(socket)
    const { deviceId, memberId } = identity
    const isDeviceFull = count(deviceId, 1) > MAX_DEVICE_SOCKETS
    const isMemberFull = count(memberId, 1) > MAX_MEMBER_SOCKETS
    socket.on('message', onMessage)
    socket.on('pong', onPong)
    socket.on('error', onError)
    socket.on('close', onClose)
    if (limits && !budgets.open(socket)) flooded(socket)
    else if (isDeviceFull) closeOldest((each) => each.deviceId === deviceId)
    else if (isMemberFull) closeOldest((each) => each.memberId === memberId)
  })
  const pinging = setInterval(() => {
    pingDue(sockets, pings, Math.floor(performance.now()))
    watches.refresh(clock.now())
  }, pings.checkMs)

  /** Closes the sockets of devices whose sessions have expired, except those in a call. */
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
      // An expired session does not end a call.
      if (socket.legId !== null || !expired.has(socket.identity?.deviceId ?? '')) continue
      close(socket, () => socket.bye('expired'))
    }
  }
  const stopSweeping = sweepEachMinute(sweepExpired, log)

  return {
    /** Closes the sockets of a device that was signed out. */
    deviceOut(deviceId: string): void {
      for (const socket of sockets) {
        if (socket.identity?.deviceId === deviceId) close(socket, () => socket.bye('revoked'))
      }
    },
    /** Closes the sockets of a member who was removed. */
    memberOut(memberId: string): void {
      for (const socket of sockets) {
        if (socket.identity?.memberId === memberId) close(socket, () => socket.bye('revoked'))
      }
      watches.changed(memberId)
    },
    /** The member's name, photo or do-not-disturb has changed. */
    memberChanged: (memberId: string) => watches.changed(memberId),
    /** The member was made an admin, or is none any more. */
    adminChanged(memberId: string, admin: boolean): void {
      // Those without a `hello`, too, which the registry does not know yet.
      for (const socket of sockets) {
        const { identity } = socket
        if (identity?.memberId === memberId) socket.identity = { ...identity, admin }
      }
    },
    /** `memberId` blocks `otherId`, or no longer does: updates what the other's pages see. */
    blocked(memberId: string, otherId: string, blocks: boolean): void {
      for (const socket of sockets) {
        if (socket.identity?.memberId === otherId) watches.blocked(socket, memberId, blocks)
      }
    },
    sweepExpired,
    /** How many sockets are open. */
    count: () => sockets.size,
    /** Accepts no more sockets and closes all (1001). */
    async stop(): Promise<void> {
      stopUpgrades()
      clearInterval(pinging)
      await stopSweeping()
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
      changes.stop()
    },
  }
}

function sizeOf(data: RawData): number {
  if (Array.isArray(data)) return data.reduce((bytes, part) => bytes + part.length, 0)
  return data.byteLength
}

/** A `close` follows. The error concerns this page's connection only. */
function onError(this: WebSocket): void {
  if (this instanceof PealSocket) this.isOver = true
}
