/** Tells pages when the presence of somebody they watch changes. */
import type { Presence } from '../../protocol/people.ts'
import type { ServerMessage } from '../../protocol/signals.ts'
import type { Identity } from '../identity.ts'
import type { PealSocket } from './peal-socket.ts'
import type { MemberPresence, SignalingDeps } from './signaling-deps.ts'

/** A member's presence is told to those who watch it at most this often. */
const REST_MS = 1_000

interface Watched {
  now: MemberPresence
  /** With the handle by which each page asked: it may be one that the member had until lately. */
  readonly sockets: Map<PealSocket, string>
  /** Sockets of members whom this one blocks; null: none. */
  blocked: Map<PealSocket, { readonly handle: string; told: Presence }> | null
}

type WatchDeps = Pick<SignalingDeps, 'store' | 'presence' | 'log'> & {
  readonly calls: Pick<SignalingDeps['calls'], 'liveOf'>
}

/** The sockets that watch each member. */
export function createPresenceWatches({ store, presence, calls, log }: WatchDeps) {
  const members = new Map<string, Watched>()
  const changes = new Set<string>()
  /** Members whose presence was told within `REST_MS`. */
  const resting = new Set<string>()
  let isFlushing = false
  /** What each socket asked for last: rows that were read for an earlier question may come after it. */
  const asked = new WeakMap<PealSocket, readonly string[]>()
  /** How many questions are being looked up, and whose presence has changed meanwhile. */
  let lookingUp = 0
  const changedMeanwhile = new Set<string>()
  /** How often anybody was blocked, or no longer. */
  let blockings = 0

  /** Members who are there, and whether each blocks the viewer. */
  function people(viewerId: string) {
    return store.read
      .selectFrom('member')
      .leftJoin('relation', (on) =>
        on
          .onRef('relation.member_id', '=', 'member.id')
          .on('relation.other_id', '=', viewerId)
          .on('relation.blocked', '=', 1),
      )
      .select(['member.id', 'relation.blocked'])
      .where('member.removed_at', 'is', null)
  }

  /** Those of these members who exist, in this order, each with the handle that was asked for. */
  async function resolve(viewerId: string, handles: readonly string[]) {
    if (handles.length === 0) return []
    const asked = [...new Set(handles)]
    const present = await people(viewerId)
      .select('member.handle')
      .where('member.handle', 'in', asked)
      .execute()
    const found = new Map(present.map((row) => [row.handle, row]))
    const others = asked.filter((handle) => !found.has(handle))
    if (others.length > 0) {
      // A page may not know yet that a handle was corrected.
      const former = await people(viewerId)
        .innerJoin('former_handle', 'former_handle.member_id', 'member.id')
        .select('former_handle.handle')
        .where('former_handle.handle', 'in', others)
        .execute()
      for (const row of former) found.set(row.handle, row)
    }
    return asked.flatMap((handle) => {
      const row = found.get(handle)
      return row === undefined ? [] : { id: row.id, handle, blocks: row.blocked === 1 }
    })
  }

  /**
   * What a viewer whom the member blocks sees: nobody there, except in a call with each other, which the viewer
   * knows of. The viewer's call decides, since the member is not told of a call that is hidden from them.
   */
  function seenBlocked(socket: PealSocket, memberId: string, { status }: MemberPresence): Presence {
    const viewerId = socket.identity?.memberId
    const call = viewerId === undefined ? undefined : calls.liveOf(viewerId)?.call
    const isTogether = call !== undefined && [call.callerId, call.calleeId].includes(memberId)
    if (!isTogether) return 'away'
    return status === 'do-not-disturb' ? status : 'in-a-call'
  }

  /** The socket watches this member from now on. @returns what it sees */
  function add(
    socket: PealSocket,
    { id, handle, blocks }: { id: string; handle: string; blocks: boolean },
    now: MemberPresence,
  ): Presence {
    const watched = members.get(id) ?? { now, sockets: new Map(), blocked: null }
    members.set(id, watched)
    if (resting.has(id)) changes.add(id)
    else update(id, watched, now)
    if (!blocks) {
      watched.sockets.set(socket, handle)
      return watched.now.status
    }
    const seen = seenBlocked(socket, id, watched.now)
    watched.blocked ??= new Map()
    watched.blocked.set(socket, { handle, told: seen })
    return seen
  }

  /** The socket does not watch this member any more. */
  function drop(socket: PealSocket, id: string): void {
    const watched = members.get(id)
    if (watched === undefined) return
    watched.sockets.delete(socket)
    watched.blocked?.delete(socket)
    if (watched.blocked?.size === 0) watched.blocked = null
    if (watched.sockets.size === 0 && watched.blocked === null) members.delete(id)
  }

  /** The socket watches nobody any more. */
  function forget(socket: PealSocket): void {
    for (const id of socket.watched ?? []) drop(socket, id)
    socket.watched = null
  }

  /** The member's presence may have changed. Changes of one turn of the event loop are told together. */
  function changed(memberId: string): void {
    if (lookingUp > 0) changedMeanwhile.add(memberId)
    if (!members.has(memberId)) return
    changes.add(memberId)
    if (!isFlushing && !resting.has(memberId)) schedule()
  }

  /** The member's presence was told: the next change is told a second later, so that nobody floods others. */
  function rest(memberId: string): void {
    resting.add(memberId)
    const end = () => {
      resting.delete(memberId)
      if (changes.has(memberId) && !isFlushing) schedule()
    }
    setTimeout(end, REST_MS).unref()
  }

  const due = () => [...changes].filter((id) => !resting.has(id))

  function schedule(): void {
    isFlushing = true
    setImmediate(() => {
      flush()
        .catch((error: unknown) => log.error({ error }, 'presence could not be told'))
        .finally(() => {
          isFlushing = false
          if (due().length > 0) schedule()
        })
    })
  }

  async function flush(): Promise<void> {
    const ids = due()
    for (const id of ids) changes.delete(id)
    for (const [id, now] of await presence.of(ids)) {
      const watched = members.get(id)
      if (watched !== undefined) update(id, watched, now)
    }
  }

  function update(id: string, watched: Watched, now: MemberPresence): void {
    const { now: before, sockets, blocked } = watched
    watched.now = now
    if (before.status !== now.status) {
      rest(id)
      // Nearly all pages know the same handle: the text is made once for them.
      const texts = new Map<string, string>()
      for (const [socket, handle] of sockets) {
        const text = texts.get(handle) ?? textOf(handle, now.status)
        texts.set(handle, text)
        socket.forward(text)
      }
    }
    for (const [socket, page] of blocked ?? []) {
      const seen = seenBlocked(socket, id, now)
      if (seen === page.told) continue
      page.told = seen
      socket.forward(textOf(page.handle, seen))
    }
  }

  /** Those of these members who exist, with their presence, as of a moment at which nobody was being blocked. */
  async function lookUp(viewerId: string, handles: readonly string[]) {
    for (;;) {
      const before = blockings
      const rows = await resolve(viewerId, handles)
      const found = await presence.of(rows.map(({ id }) => id))
      if (before === blockings) return { rows, found }
    }
  }

  return {
    /** Replaces whom the socket watches. */
    async watch(socket: PealSocket, viewer: Identity, handles: readonly string[]): Promise<void> {
      asked.set(socket, handles)
      lookingUp += 1
      try {
        const { rows, found } = await lookUp(viewer.memberId, handles)
        if (socket.isOver || asked.get(socket) !== handles) return
        forget(socket)
        socket.watched = rows.map(({ id }) => id)
        // In the order in which they were asked for, so that it does not tell who blocks the viewer.
        for (const row of rows) {
          const now = found.get(row.id)
          if (now !== undefined) socket.forward(textOf(row.handle, add(socket, row, now)))
          // It may have been read before the change.
          if (changedMeanwhile.has(row.id)) changed(row.id)
        }
      } finally {
        lookingUp -= 1
        if (lookingUp === 0) changedMeanwhile.clear()
      }
    },

    /** A member blocks the socket's member, or no longer does. Tells the page what it sees from now on. */
    blocked(socket: PealSocket, id: string, blocks: boolean): void {
      blockings += 1
      const watched = members.get(id)
      if (watched === undefined || socket.watched?.includes(id) !== true) return
      const { now } = watched
      const page = watched.blocked?.get(socket)
      const handle = page?.handle ?? watched.sockets.get(socket)
      if (handle === undefined) return
      const told = page?.told ?? now.status
      drop(socket, id)
      const seen = add(socket, { id, handle, blocks }, now)
      if (seen !== told) socket.forward(textOf(handle, seen))
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

function textOf(handle: string, status: Presence): string {
  return JSON.stringify({ type: 'presence', handle, status } satisfies ServerMessage)
}
