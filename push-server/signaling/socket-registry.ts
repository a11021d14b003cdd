/**
 * The open sockets of this process by device, member and leg. Knows who can be reached, and tells
 * listeners when that changes.
 */
import { UNREACHABLE_AFTER_START_MS, UNREACHABLE_MS, type Reach } from '../../protocol/call.ts'
import type { Clock } from '../clock.ts'
import type { PealSocket } from './peal-socket.ts'

/** Members whose last socket has closed are kept as long as it matters; swept at this size. */
const CLOSED_SWEEP_SIZE = 1_000

/**
 * Most members have one device and most devices one socket. The lists are replaced at a change, so that
 * none has spare capacity: there are thousands of them.
 */
interface DeviceSockets {
  readonly deviceId: string
  readonly memberId: string
  /** A desktop with "ring here" on. */
  rings: boolean
  sockets: readonly PealSocket[]
}

export type SocketRegistry = ReturnType<typeof createSocketRegistry>

/**
 * The sockets that have said `hello`. `isRung`: whether a call rings on this device now. Such a device counts
 * for that ring even if "ring here" is switched off meanwhile (row 8).
 */
export function createSocketRegistry(
  clock: Clock,
  isRung: (memberId: string, deviceId: string) => boolean,
) {
  const startEnds = clock.now() + UNREACHABLE_AFTER_START_MS
  const devices = new Map<string, DeviceSockets>()
  const members = new Map<string, readonly DeviceSockets[]>()
  const legs = new Map<string, PealSocket>()
  /** When the last socket of the member's ringing devices closed. */
  const closedAt = new Map<string, number>()
  const listeners: ((memberId: string) => void)[] = []

  const devicesOf = (memberId: string) => members.get(memberId) ?? []
  const ofDevice = (deviceId: string): readonly PealSocket[] => devices.get(deviceId)?.sockets ?? []

  /** How many of the member's ringing devices have sockets. */
  const ringing = (memberId: string) =>
    devicesOf(memberId).filter(({ rings, deviceId }) => rings || isRung(memberId, deviceId)).length

  /** Makes a change to a member's devices, and tells listeners if other ones ring than before. */
  function change(memberId: string, make: () => void): void {
    const before = ringing(memberId)
    make()
    const now = ringing(memberId)
    if (now === before) return
    if (now > 0) closedAt.delete(memberId)
    else closedAt.set(memberId, clock.now())
    if (closedAt.size > CLOSED_SWEEP_SIZE) sweepClosed()
    for (const listener of listeners) listener(memberId)
  }

  function sweepClosed(): void {
    const old = clock.now() - UNREACHABLE_AFTER_START_MS
    for (const [memberId, at] of closedAt) if (at < old) closedAt.delete(memberId)
  }

  function forget(device: DeviceSockets): void {
    devices.delete(device.deviceId)
    const others = devicesOf(device.memberId).filter((each) => each !== device)
    if (others.length === 0) members.delete(device.memberId)
    else members.set(device.memberId, others)
  }

  /** After the start, whoever was connected before may return. */
  const returning: Reach = {
    sockets: 'closed',
    since: startEnds - UNREACHABLE_AFTER_START_MS,
    graceMs: UNREACHABLE_AFTER_START_MS,
  }

  /** What `reach` says of a member who has had no socket since the start. */
  function reachOfAbsent(hasDesktop: boolean): Reach {
    return hasDesktop && clock.now() < startEnds ? returning : { sockets: 'never' }
  }

  return {
    /** Calls `listener` when the number of a member's ringing devices with sockets changes. */
    onReach: (listener: (memberId: string) => void) => void listeners.push(listener),

    /** Adds a socket that has said `hello`. `rings`: a desktop with "ring here" on. */
    add(socket: PealSocket, rings: boolean): void {
      const { identity } = socket
      if (identity === null) return
      const { deviceId, memberId } = identity
      change(memberId, () => {
        let device = devices.get(deviceId)
        if (device === undefined) {
          device = { deviceId, memberId, rings, sockets: [socket] }
          devices.set(deviceId, device)
          members.set(memberId, [...devicesOf(memberId), device])
        }
        device.rings = rings
        if (!device.sockets.includes(socket)) device.sockets = [...device.sockets, socket]
        socket.isRegistered = true
      })
    },

    /** Removes a socket. Idempotent. */
    remove(socket: PealSocket): void {
      const { identity } = socket
      if (identity === null || !socket.isRegistered) return
      socket.isRegistered = false
      const device = devices.get(identity.deviceId)
      if (device === undefined) return
      change(device.memberId, () => {
        device.sockets = device.sockets.filter((each) => each !== socket)
        if (device.sockets.length === 0) forget(device)
      })
    },

    /** "Ring here" was switched on or off. */
    setRings(deviceId: string, rings: boolean): void {
      const device = devices.get(deviceId)
      if (device !== undefined) change(device.memberId, () => (device.rings = rings))
    },

    /**
     * Whether a desktop of the member's with "ring here" on has a socket, or since when none has. After
     * a start of the server one may come back, if the member has any.
     */
    reach(memberId: string, hasDesktop = true): Reach {
      if (ringing(memberId) > 0) return { sockets: 'open' }
      const closed = closedAt.get(memberId)
      if (closed === undefined) return reachOfAbsent(hasDesktop)
      const mayReturn = hasDesktop && clock.now() < startEnds
      if (mayReturn && closed + UNREACHABLE_MS < startEnds) return returning
      return { sockets: 'closed', since: closed, graceMs: UNREACHABLE_MS }
    },

    reachOfAbsent,

    isOpen: (deviceId: string) => devices.has(deviceId),

    /** The device has a visible tab that can play sound. */
    tabCanRing: (deviceId: string) => ofDevice(deviceId).some((socket) => socket.tabCanRing),

    ofDevice,

    all: () => [...devices.values()].flatMap(({ sockets }) => sockets),

    ofMember: (memberId: string) => devicesOf(memberId).flatMap(({ sockets }) => sockets),

    byLeg: (legId: string) => legs.get(legId),

    bindLeg(socket: PealSocket, callId: string, legId: string): void {
      socket.callId = callId
      socket.legId = legId
      legs.set(legId, socket)
    },

    /** Unbinds the socket from its leg. */
    unbindLeg(socket: PealSocket): void {
      const { legId } = socket
      if (legId !== null && legs.get(legId) === socket) legs.delete(legId)
      socket.legId = null
      socket.callId = null
    },
  }
}
