/** Tells pages when the presence of somebody they watch changes. */
import type { Presence } from '../../protocol/people.ts'
import type { Identity } from '../identity.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

interface Now {
  readonly status: Presence
  readonly until: number | null
}

interface Watched {
  readonly handle: string
  status: Presence
  /** When it changes by time alone, server ms; null: it does not. */
  until: number | null
  readonly sockets: Set<PealSocket>
}

/** The sockets that watch each member. */
export class PresenceWatches {
  readonly #deps: SignalingDeps
  readonly #members = new Map<string, Watched>()
  readonly #changed = new Set<string>()
  #flushing = false

  constructor(deps: SignalingDeps) {
    this.#deps = deps
  }

  /** Replaces whom the socket watches. */
  async watch(socket: PealSocket, viewer: Identity, handles: readonly string[]): Promise<void> {
    const rows = await this.#resolve(viewer.memberId, handles)
    const visible = rows.filter(({ blocks }) => !blocks)
    const found = await this.#deps.presence.of(visible.map(({ id }) => id))
    if (socket.isOver) return
    this.forget(socket)
    // Somebody who blocks the viewer always appears as away.
    for (const { handle, blocks } of rows) {
      if (blocks) socket.tell({ type: 'presence', handle, status: 'away' })
    }
    for (const { id, handle } of visible) {
      const now = found.get(id)
      if (now === undefined) continue
      const { status } = this.#add(socket, id, handle, now)
      socket.tell({ type: 'presence', handle, status })
    }
    socket.watched = visible.map(({ id }) => id)
    socket.hidden = new Map(
      rows.filter(({ blocks }) => blocks).map(({ id, handle }) => [id, handle]),
    )
  }

  /** A member blocks the socket's member, or no longer does. Tells the page what it sees from now on. */
  async blocked(socket: PealSocket, id: string, blocks: boolean): Promise<void> {
    if (blocks) return this.#hide(socket, id)
    const handle = socket.hidden?.get(id)
    if (handle === undefined) return
    const now = (await this.#deps.presence.of([id])).get(id)
    // Meanwhile it may watch others.
    if (now === undefined || socket.isOver || socket.hidden?.get(id) === undefined) return
    socket.hidden = new Map([...socket.hidden].filter(([hidden]) => hidden !== id))
    socket.watched = [...(socket.watched ?? []), id]
    const { status } = this.#add(socket, id, handle, now)
    if (status !== 'away') socket.tell({ type: 'presence', handle, status })
  }

  #hide(socket: PealSocket, id: string): void {
    const watched = this.#members.get(id)
    if (watched?.sockets.delete(socket) !== true) return
    if (watched.sockets.size === 0) this.#members.delete(id)
    const { handle, status } = watched
    socket.watched = (socket.watched ?? []).filter((seen) => seen !== id)
    socket.hidden = new Map([...(socket.hidden ?? []), [id, handle]])
    if (status !== 'away') socket.tell({ type: 'presence', handle, status: 'away' })
  }

  #add(socket: PealSocket, id: string, handle: string, now: Now): Watched {
    const watched = this.#members.get(id) ?? { handle, ...now, sockets: new Set<PealSocket>() }
    this.#members.set(id, watched)
    this.#update(watched, now)
    watched.sockets.add(socket)
    return watched
  }

  /** The socket watches nobody any more. */
  forget(socket: PealSocket): void {
    for (const id of socket.watched ?? []) {
      const watched = this.#members.get(id)
      watched?.sockets.delete(socket)
      if (watched?.sockets.size === 0) this.#members.delete(id)
    }
    socket.watched = null
    socket.hidden = null
  }

  /** The member's presence may have changed. Changes of one turn of the event loop are told together. */
  changed(memberId: string): void {
    if (!this.#members.has(memberId)) return
    this.#changed.add(memberId)
    if (!this.#flushing) this.#schedule()
  }

  #schedule(): void {
    this.#flushing = true
    setImmediate(() => {
      this.#flush()
        .catch((error: unknown) => this.#deps.log.error({ error }, 'presence could not be told'))
        .finally(() => {
          this.#flushing = false
          if (this.#changed.size > 0) this.#schedule()
        })
    })
  }

  /** Updates members whose presence changes by time. */
  refresh(now: number): void {
    for (const [id, { until }] of this.#members) {
      if (until !== null && until <= now) this.changed(id)
    }
  }

  async #flush(): Promise<void> {
    const ids = [...this.#changed]
    this.#changed.clear()
    for (const [id, now] of await this.#deps.presence.of(ids)) {
      const watched = this.#members.get(id)
      if (watched !== undefined) this.#update(watched, now)
    }
  }

  #update(watched: Watched, now: Now): void {
    watched.until = now.until
    if (watched.status === now.status) return
    watched.status = now.status
    const text = JSON.stringify({ type: 'presence', handle: watched.handle, status: now.status })
    for (const socket of watched.sockets) socket.forward(text)
  }

  async #resolve(viewerId: string, handles: readonly string[]) {
    if (handles.length === 0) return []
    const rows = await this.#deps.store.read
      .selectFrom('member')
      .leftJoin('relation', (on) =>
        on
          .onRef('relation.member_id', '=', 'member.id')
          .on('relation.other_id', '=', viewerId)
          .on('relation.blocked', '=', 1),
      )
      .select(['member.id', 'member.handle', 'relation.blocked'])
      .where('member.handle', 'in', [...new Set(handles)])
      .where('member.removed_at', 'is', null)
      .execute()
    return rows.map(({ id, handle, blocked }) => ({ id, handle, blocks: blocked === 1 }))
  }
}
