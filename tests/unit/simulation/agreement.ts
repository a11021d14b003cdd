/** Checks that hold once nothing fails any more: all agree, and each call has ended once. */
import { legOf, sideOf, sideOfLeg } from '../../../protocol/call.ts'
import type { CallWindow } from '../../../pwa/call/machine/model.ts'
import type { SimPage } from './sim-page.ts'
import type { SimServer } from './sim-server.ts'
import { Fault } from './world.ts'

type In<D extends CallWindow['doing']> = Extract<CallWindow, { doing: D }>

/** Every window shows what the server's record says. */
export function checkAgreement(server: SimServer, pages: readonly SimPage[]): void {
  for (const page of pages) {
    if (page.isOpen) checkPage(server, page)
  }
  for (const call of server.calls.values()) {
    const ends = server.ends.get(call.id) ?? 0
    if (ends !== (call.state === 'ended' ? 1 : 0)) {
      throw new Fault(`${call.id} is ${call.state} and ended ${String(ends)} times`)
    }
    if (call.state === 'ended') continue
    if (call.state !== 'connected') throw new Fault(`${call.id} is still ${call.state}`)
    for (const side of ['caller', 'callee'] as const) {
      const legId = legOf(call, side)?.legId
      const owner = pages.find(
        ({ isOpen, state }) => isOpen && state.doing === 'live' && state.ids.legId === legId,
      )
      if (owner === undefined) throw new Fault(`${call.id}: nobody has the ${side}'s leg`)
    }
  }
  for (const [member, callId] of server.live) {
    if (server.find(callId)?.state === 'ended')
      throw new Fault(`${member} is live in an ended call`)
  }
}

/** An answered call whose windows are both open has connected, since nothing failed for a while. */
export function checkProgress(server: SimServer, pages: readonly SimPage[]): void {
  for (const call of server.calls.values()) {
    if (call.state !== 'answering') continue
    const owners = pages.filter(
      ({ isOpen, state }) =>
        isOpen && state.doing === 'live' && sideOfLeg(call, state.ids.legId) !== null,
    )
    if (owners.length === 2) throw new Fault(`${call.id} does not connect`)
  }
}

/** Everybody has hung up. */
export function checkEnds(server: SimServer): void {
  for (const call of server.calls.values()) {
    if (call.state !== 'ended') throw new Fault(`${call.id} goes on after everybody hung up`)
  }
}

function checkPage(server: SimServer, page: SimPage): void {
  const { state } = page
  switch (state.doing) {
    case 'preparing':
    case 'placing':
    case 'incoming':
    case 'claiming':
    case 'joining':
      throw new Fault(`${page.name} is stuck: ${state.doing}`)
    case 'live':
      checkLive(server, page, state)
      return
    case 'over':
      checkOver(server, page, state)
      return
    case 'idle':
    case 'question':
    case 'blocked':
      return
    default:
      state satisfies never
  }
}

function checkLive(server: SimServer, page: SimPage, state: In<'live'>): void {
  const call = server.find(state.ids.callId)
  if (call === null) throw new Fault(`${page.name} is in a call that nobody knows`)
  const side = sideOf(call, page.device.memberId)
  const leg = side === null ? null : legOf(call, side)
  if (call.state === 'ended' || leg?.legId !== state.ids.legId) {
    throw new Fault(`${page.name} believes to be in ${call.id}, which is ${call.state}`)
  }
  if (state.call.rev !== call.rev || state.call.state !== call.state) {
    throw new Fault(`${page.name} has rev ${String(state.call.rev)} of ${String(call.rev)}`)
  }
  if (state.peer?.gen !== call.gen) throw new Fault(`${page.name} is in another connection`)
  const peer = page.peers.get(state.peer.pc)
  if (page.peers.size !== 1)
    throw new Fault(`${page.name} has ${String(page.peers.size)} connections`)
  if (peer?.up !== true || peer.pair?.up !== true) throw new Fault(`${page.name} has no media`)
}

function checkOver(server: SimServer, page: SimPage, state: In<'over'>): void {
  if (page.peers.size > 0) throw new Fault(`${page.name} is over and has a connection`)
  const { end, ids } = state
  const call = ids === null ? null : server.find(ids.callId)
  if (ids === null || call === null) return
  const side = sideOf(call, page.device.memberId)
  const hasLeg = side !== null && legOf(call, side)?.legId === ids.legId
  if (hasLeg && call.state !== 'ended') throw new Fault(`${page.name} is over, its call is not`)
  if (end.how !== 'ended' || call.state !== 'ended' || !hasLeg) return
  // For everybody else, a refused permission before the answer is a hang up.
  if (end.reason === 'interrupted') return
  if (end.reason !== call.reason || end.endedBy !== call.endedBy) {
    const shown = `${end.reason} by ${end.endedBy}`
    throw new Fault(`${page.name} shows ${shown}, it was ${call.reason} by ${call.endedBy}`)
  }
}
