/** Handles `hello`, and answers with `welcome`: the whole state, so that nothing needs to be replayed. */
import { setTimeout as patience } from 'node:timers/promises'
import { type ClientMessage, PROTOCOL_VERSION } from '../../protocol/signals.ts'
import { isUnanswered } from '../../protocol/call.ts'
import { inBackground } from '../background.ts'
import type { Identity } from '../identity.ts'
import { bindLeg, recordLeg } from './leg-binding.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

/** How long a page waits for its `welcome` because something has to be written, ms. */
const PATIENCE_MS = 500

/** The first message of a page. */
export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** Registers a page, binds its leg, makes its device ring if needed, and sends the whole state. */
export async function handleHello(
  deps: SignalingDeps,
  socket: PealSocket,
  identity: Identity,
  hello: Hello,
): Promise<void> {
  const { calls, clock, store, registry } = deps
  const saidAt = clock.now()
  socket.page = hello.page
  socket.visible = hello.visible
  socket.canSound = hello.canSound
  const device = await store.read
    .selectFrom('device')
    .select(['kind', 'ring_here'])
    .where('id', '=', identity.deviceId)
    .where('signed_out_at', 'is', null)
    .executeTakeFirst()
  if (socket.isOver) return
  if (device === undefined) return socket.bye('revoked')
  const rings = device.kind === 'desktop' && device.ring_here === 1
  registry.add(socket, rings)
  const writes: Promise<unknown>[] = []
  const { callId, legId } = hello
  if (callId !== undefined && legId !== undefined && bindLeg(deps, socket, callId, legId)) {
    writes.push(recordLeg(deps, callId, legId))
  }
  const call = calls.liveOf(identity.memberId)?.call
  const isRung = call !== undefined && isUnanswered(call) && call.calleeId === identity.memberId
  // If the device is a target already, its `welcome` says so.
  if (isRung && rings && calls.ringsOf(identity).length === 0)
    writes.push(
      deps.writeInTheEnd(
        `target ${identity.deviceId}`,
        'a device that connected during a ring could not be noted',
        () => calls.events.target(identity),
      ),
    )
  const written = Promise.all(writes)
  // What is written later is told to the page like every other change.
  await Promise.race([written, patience(PATIENCE_MS, null, { ref: false })])
  inBackground(written, deps.log, 'what a page said at its start could not be written')
  await welcome(deps, socket, identity)
  if (socket.isWelcomed) deps.onWelcomed(clock.now() - saidAt)
}

async function welcome(deps: SignalingDeps, socket: PealSocket, identity: Identity): Promise<void> {
  const { calls, clock } = deps
  for (;;) {
    socket.isStale = false
    const member = await deps.self(identity.memberId)
    const unseen = await calls.unseen(identity.memberId)
    if (socket.isOver) return
    if (member === null) return socket.bye('revoked')
    // Something changed meanwhile, so this state is outdated: compose it anew.
    if (socket.isStale) continue
    const known = calls.liveOf(identity.memberId)
    const live = known && calls.view(known, identity, socket.legId)
    socket.isWelcomed = true
    socket.tell({
      type: 'welcome',
      v: PROTOCOL_VERSION,
      now: clock.now(),
      member,
      live: live ?? undefined,
      rings: calls.ringsOf(identity),
      unseen,
    })
    return
  }
}
