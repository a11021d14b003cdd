/** Handles `hello`, and answers with `welcome`: the whole state, so that nothing needs to be replayed. */
import { type ClientMessage, PROTOCOL_VERSION } from '../../protocol/signals.ts'
import { isUnanswered } from '../../protocol/call.ts'
import type { Identity } from '../identity.ts'
import { bindLeg } from './leg-binding.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

/** The first message of a page. */
export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** Registers a page, binds its leg, makes its device ring if needed, and sends the whole state. */
export async function handleHello(
  deps: SignalingDeps,
  socket: PealSocket,
  identity: Identity,
  hello: Hello,
): Promise<void> {
  const { calls, store, registry } = deps
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
    writes.push(calls.events.apply(callId, { type: 'bound', legId }))
  }
  const call = calls.liveOf(identity.memberId)?.call
  const isRung = call !== undefined && isUnanswered(call) && call.calleeId === identity.memberId
  // If the device is a target already, its `welcome` says so.
  if (isRung && rings && calls.ringsOf(identity).length === 0)
    writes.push(calls.events.target(identity))
  await Promise.all(writes)
  await welcome(deps, socket, identity)
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
