/** Tells pages when the presence of somebody they watch changes. */
import type { Identity } from '../identity.ts'
import type { PealSocket } from './peal-socket.ts'
import type { MemberPresence, SignalingDeps } from './signaling-deps.ts'

interface Watched {
  readonly handle: string
  now: MemberPresence
  readonly sockets: Set<PealSocket>
}

/** The sockets that watch each member. */
export function createPresenceWatches({ store, presence, log }: SignalingDeps) {
  const members = new Map<string, Watched>()
  const changes = new Set<string>()
  let isFlushing = false

  /** Those of these members who exist, and whether each blocks the viewer. */
  async function resolve(viewerId: string, handles: readonly string[]) {
    if (handles.length === 0) return []
    const rows = await store.read
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

  function add(socket: PealSocket, id: string, handle: string, now: MemberPresence): Watched {
    const watched = members.get(id) ?? { handle, now, sockets: new Set<PealSocket>() }
    members.set(id, watched)
    update(watched, now)
    watched.sockets.add(socket)
    return watched
  }

  /** The socket does not watch this member any more. @returns the member, if it did */
  function drop(socket: PealSocket, id: string): Watched | undefined {
    const watched = members.get(id)
    if (watched?.sockets.delete(socket) !== true) return undefined
    if (watched.sockets.size === 0) members.delete(id)
    return watched
  }

  function hide(socket: PealSocket, id: string): void {
    const watched = drop(socket, id)
    if (watched === undefined) return
    const { handle, now } = watched
    socket.watched = (socket.watched ?? []).filter((seen) => seen !== id)
    socket.hidden = new Map([...(socket.hidden ?? []), [id, handle]])
    if (now.status !== 'away') socket.tell({ type: 'presence', handle, status: 'away' })
  }

  /** The socket watches nobody any more. */
  function forget(socket: PealSocket): void {
    for (const id of socket.watched ?? []) drop(socket, id)
    socket.watched = null
    socket.hidden = null
  }

  /** The member's presence may have changed. Changes of one turn of the event loop are told together. */
  function changed(memberId: string): void {
    if (!members.has(memberId)) return
    changes.add(memberId)
    if (!isFlushing) schedule()
  }

  function schedule(): void {
    isFlushing = true
    setImmediate(() => {
      flush()
        .catch((error: unknown) => log.error({ error }, 'presence could not be told'))
        .finally(() => {
          isFlushing = false
          if (changes.size > 0) schedule()
        })
    })
  }

  async function flush(): Promise<void> {
    const ids = [...changes]
    changes.clear()
    for (const [id, now] of await presence.of(ids)) {
      const watched = members.get(id)
      if (watched !== undefined) update(watched, now)
    }
  }

  function update(watched: Watched, now: MemberPresence): void {
    const { handle, now: before, sockets } = watched
    watched.now = now
    if (before.status === now.status) return
    const text = JSON.stringify({ type: 'presence', handle, status: now.status })
    for (const socket of sockets) socket.forward(text)
  }

  return {
    /** Replaces whom the socket watches. */
    async watch(socket: PealSocket, viewer: Identity, handles: readonly string[]): Promise<void> {
      const rows = await resolve(viewer.memberId, handles)
      const visible = rows.filter(({ blocks }) => !blocks)
      const hidden = rows.filter(({ blocks }) => blocks)
      const found = await presence.of(visible.map(({ id }) => id))
      if (socket.isOver) return
      forget(socket)
      // Somebody who blocks the viewer always appears as away.
      for (const { handle } of hidden) socket.tell({ type: 'presence', handle, status: 'away' })
      for (const { id, handle } of visible) {
        const now = found.get(id)
        if (now === undefined) continue
        const { status } = add(socket, id, handle, now).now
        socket.tell({ type: 'presence', handle, status })
      }
      socket.watched = visible.map(({ id }) => id)
      socket.hidden = new Map(hidden.map(({ id, handle }) => [id, handle]))
    },

    /** A member blocks the socket's member, or no longer does. Tells the page what it sees from now on. */
    async blocked(socket: PealSocket, id: string, blocks: boolean): Promise<void> {
      if (blocks) return hide(socket, id)
      const handle = socket.hidden?.get(id)
      if (handle === undefined) return
      const now = (await presence.of([id])).get(id)
      // Meanwhile it may watch others.
      if (now === undefined || socket.isOver || socket.hidden?.get(id) === undefined) return
      socket.hidden = new Map([...socket.hidden].filter(([hidden]) => hidden !== id))
      socket.watched = [...(socket.watched ?? []), id]
      const { status } = add(socket, id, handle, now).now
      if (status !== 'away') socket.tell({ type: 'presence', handle, status })
    },

    forget,
    changed,

    /** Updates members whose presence changes by time. */
    refresh(time: number): void {
      for (const [id, { now }] of members) {
        if (now.until !== null && now.until <= time) changed(id)
      }
    },
  }
}
