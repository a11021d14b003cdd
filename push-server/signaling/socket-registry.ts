/**
 * The open sockets of this process by device, member and leg. Knows who can be reached, and tells
 * listeners when that changes.
 */
import { UNREACHABLE_AFTER_START_MS, UNREACHABLE_MS } from '../../protocol/call.ts'
import type { Reach } from '../../protocol/call.ts'
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

/** Called when the number of the member's ringing devices with sockets changes. */
export type ReachListener = (memberId: string) => void

/** The sockets that have said `hello`. */
export class SocketRegistry {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #devices = new Map<string, DeviceSockets>()
  readonly #members = new Map<string, readonly DeviceSockets[]>()
  readonly #legs = new Map<string, PealSocket>()
  /** When the last socket of the member's ringing devices closed. */
  readonly #closedAt = new Map<string, number>()
  readonly #listeners: ReachListener[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
  }

  onReach(listener: ReachListener): void {
    this.#listeners.push(listener)
  }

  /** Adds a socket that has said `hello`. `rings`: a desktop with "ring here" on. */
  add(socket: PealSocket, rings: boolean): void {
    const { identity } = socket
    if (identity === null) return
    const { deviceId, memberId } = identity
    const before = this.#ringing(memberId)
    let device = this.#devices.get(deviceId)
    if (device === undefined) {
      device = { deviceId, memberId, rings, sockets: [socket] }
      this.#devices.set(deviceId, device)
      this.#members.set(memberId, [...this.#devicesOf(memberId), device])
    }
    device.rings = rings
    if (!device.sockets.includes(socket)) device.sockets = [...device.sockets, socket]
    socket.isRegistered = true
    this.#compare(memberId, before)
  }

  /** Removes a socket. Idempotent. */
  remove(socket: PealSocket): void {
    const { identity } = socket
    if (identity === null || !socket.isRegistered) return
    socket.isRegistered = false
    const device = this.#devices.get(identity.deviceId)
    if (device === undefined) return
    const before = this.#ringing(device.memberId)
    device.sockets = device.sockets.filter((each) => each !== socket)
    if (device.sockets.length === 0) this.#forget(device)
    this.#compare(device.memberId, before)
  }

  #forget(device: DeviceSockets): void {
    this.#devices.delete(device.deviceId)
    const others = this.#devicesOf(device.memberId).filter((each) => each !== device)
    if (others.length === 0) this.#members.delete(device.memberId)
    else this.#members.set(device.memberId, others)
  }

  #devicesOf(memberId: string): readonly DeviceSockets[] {
    return this.#members.get(memberId) ?? []
  }

  /** "Ring here" was switched on or off. */
  setRings(deviceId: string, rings: boolean): void {
    const device = this.#devices.get(deviceId)
    if (device === undefined || device.rings === rings) return
    const before = this.#ringing(device.memberId)
    device.rings = rings
    this.#compare(device.memberId, before)
  }

  /** How many of the member's ringing devices have sockets. */
  #ringing(memberId: string): number {
    return this.#devicesOf(memberId).filter(({ rings }) => rings).length
  }

  #compare(memberId: string, before: number): void {
    const now = this.#ringing(memberId)
    if (now === before) return
    if (now > 0) this.#closedAt.delete(memberId)
    else this.#closedAt.set(memberId, this.#clock.now())
    if (this.#closedAt.size > CLOSED_SWEEP_SIZE) this.#sweepClosed()
    for (const listener of this.#listeners) listener(memberId)
  }

  #sweepClosed(): void {
    const old = this.#clock.now() - UNREACHABLE_AFTER_START_MS
    for (const [memberId, at] of this.#closedAt) if (at < old) this.#closedAt.delete(memberId)
  }

  /** Whether a desktop of the member's with "ring here" on has a socket, or since when none has. */
  reach(memberId: string): Reach {
    if (this.#ringing(memberId) > 0) return { sockets: 'open' }
    const closedAt = this.#closedAt.get(memberId)
    const start = {
      sockets: 'closed',
      since: this.#startedAt,
      graceMs: UNREACHABLE_AFTER_START_MS,
    } as const
    const isStarting = this.#clock.now() < this.#startedAt + UNREACHABLE_AFTER_START_MS
    if (closedAt === undefined) return isStarting ? start : { sockets: 'never' }
    const startEnds = this.#startedAt + UNREACHABLE_AFTER_START_MS
    if (isStarting && closedAt + UNREACHABLE_MS < startEnds) return start
    return { sockets: 'closed', since: closedAt, graceMs: UNREACHABLE_MS }
  }

  isOpen(deviceId: string): boolean {
    return this.#devices.has(deviceId)
  }

  /** The device has a visible tab that can play sound. */
  tabCanRing(deviceId: string): boolean {
    return this.ofDevice(deviceId).some((socket) => socket.tabCanRing)
  }

  ofDevice(deviceId: string): readonly PealSocket[] {
    return this.#devices.get(deviceId)?.sockets ?? []
  }

  *ofMember(memberId: string): Generator<PealSocket> {
    for (const { sockets } of this.#devicesOf(memberId)) yield* sockets
  }

  byLeg(legId: string): PealSocket | undefined {
    return this.#legs.get(legId)
  }

  bindLeg(socket: PealSocket, callId: string, legId: string): void {
    socket.callId = callId
    socket.legId = legId
    this.#legs.set(legId, socket)
  }

  /** Unbinds the socket from its leg. */
  unbindLeg(socket: PealSocket): void {
    if (socket.legId !== null && this.#legs.get(socket.legId) === socket) {
      this.#legs.delete(socket.legId)
    }
    socket.legId = null
    socket.callId = null
  }
}
