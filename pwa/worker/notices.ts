/**
 * What the worker shows, replaces and closes. It does not judge what is true of a call: it is told,
 * and keeps what stands from being overwritten by something that says less.
 */
import { callerTag } from '../../protocol/push.ts'
import type { MissedCount, PushAboutCall, PushRing, PushTest } from '../../protocol/push.ts'
import type { Verdict } from '../../protocol/push-order.ts'
import * as texts from '../texts/texts.ts'
import type { Clock } from './clock.ts'
import { commonLook, ringLook } from './ring-options.ts'
import type { Abilities } from './ring-options.ts'
import type { ServerClock } from './server-clock.ts'
import { dataOf, ringTag } from './shown.ts'
import type { Shelf, ShownData, ShownOptions } from './shown.ts'

const t = texts.notifications

/** A note that nobody has to deal with goes after this. */
export const NOTE_MS = 6_000
/** What was pressed is known to whoever pressed it: as short as the end of a push event takes. */
const PRESSED_MS = 2_000
const NOTE_TAG = 'note'

/** What is shown on, and what it is decided by. */
export interface NoticeParts {
  readonly shelf: Shelf
  readonly can: Abilities
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'local'>
  /** A phone: nothing is called from there. */
  readonly isMobile: boolean
  /** Somebody looks at a page of Peal's. */
  readonly isLookedAt: () => Promise<boolean>
}

/** All that Peal shows as notifications. */
export class Notices {
  readonly #parts: NoticeParts
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: NoticeParts) {
    this.#parts = parts
  }

  /** Shows a ring, or lets it ring again. Rejects as `showNotification` does. */
  async ring(data: PushRing | PushTest): Promise<void> {
    const { shelf, can, serverClock } = this.#parts
    const placedAt = data.kind === 'ring' ? data.placedAt : data.sentAt
    const { title, options } = ringLook(can, data, serverClock.local(placedAt))
    if (can.repeats === 'again') await this.#close(options.tag, isSameRing(data))
    await shelf.showNotification(title, options)
  }

  /** Takes a ring back. */
  closeRing(data: PushAboutCall | PushTest): Promise<boolean> {
    const tag = data.kind === 'test' ? ringTag(data) : callerTag(data.from.handle)
    return this.#close(tag, isSameRing(data))
  }

  /** Shows what a push, or the end of a ring, came to. */
  present(push: PushAboutCall, verdict: Exclude<Verdict, { do: 'ring' | 'already' }>) {
    return this.#inTurn(async () => {
      if (verdict.do === 'missed') return this.#missed(push, verdict.again)
      const rang = await this.closeRing(push)
      const text = t.over[verdict.do === 'over' ? verdict.outcome : 'over']
      const note = { title: text, body: push.from.name, to: push.to }
      if (rang && verdict.do === 'over' && verdict.outcome === 'answered') {
        await this.#note(callerTag(push.from.handle), note, NOTE_MS)
      } else await this.#fill(note)
    })
  }

  /**
   * A ring was answered or declined by its button. A word stands in its place for a moment: the push
   * that it came by ends now, and a browser sees then whether that showed something.
   */
  pressed(ring: PushRing, action: 'answer' | 'decline'): Promise<void> {
    const title = action === 'answer' ? t.answering : t.over.declined
    const note = { title, body: ring.from.name, to: ring.to }
    return this.#inTurn(() => this.#note(callerTag(ring.from.handle), note, PRESSED_MS))
  }

  /** Every push shows something: browsers take the right to push from who shows nothing. */
  neutral(): Promise<void> {
    return this.#inTurn(() => this.#note(NOTE_TAG, { title: t.app, body: t.neutralText }, null))
  }

  /** Something quiet, unless somebody looks at Peal anyway. */
  quiet(note: Note): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#parts.isLookedAt())) await this.#note(NOTE_TAG, note, NOTE_MS)
    })
  }

  /** Takes back missed calls up to this server ms, of one person or of all. */
  async seen(upTo: number, handle: string | undefined): Promise<void> {
    await this.#close(handle === undefined ? undefined : callerTag(handle), (data) =>
      data.kind === 'missed' ? data.missed.at <= upTo : false,
    )
  }

  /** Closes notes whose time is over, and returns when the next one is due, ms; null: none is. */
  async closeNotes(): Promise<number | null> {
    const now = this.#parts.clock.now()
    let next: number | null = null
    await this.#close(undefined, (data) => {
      if (data.kind !== 'note' || data.until === null) return false
      if (data.until > now) next = Math.min(next ?? data.until, data.until)
      return data.until <= now
    })
    return next
  }

  /** Closes what is for another member than this one. */
  async closeOthers(owner: string | null): Promise<void> {
    await this.#close(undefined, ({ to }) => to !== null && to !== owner)
  }

  /** What of Peal's stands now. */
  async standing(tag?: string): Promise<ShownData[]> {
    const all = await this.#parts.shelf.getNotifications({ ...(tag !== undefined && { tag }) })
    return all.map(dataOf).filter((data) => data !== null)
  }

  async #missed(push: PushAboutCall, again: boolean): Promise<void> {
    const { can, serverClock, isMobile } = this.#parts
    const { from, callId } = push
    const tag = callerTag(from.handle)
    const [former] = await this.standing(tag)
    const told = push.kind === 'ring' ? undefined : push.missed
    const isKnown = former?.kind === 'missed' && former.callId === callId
    // Dealt with already; or known, and nothing more exact is at hand.
    if (again && former === undefined) return this.#fill(noteOf(push))
    if (isKnown && told === undefined) return
    const missed: MissedCount = told ?? guess(push.placedAt, former)
    const at = serverClock.local(missed.at)
    const isLoud = !again && former?.kind !== 'ring'
    const { v, to, sentAt, placedAt } = push
    await this.#show(t.missed(from.name, missed.count), {
      ...commonLook(from.photo),
      body: t.missedText(at, missed.count),
      tag,
      timestamp: at,
      data: { kind: 'missed', v, to, sentAt, callId, placedAt, from, missed },
      ...(isLoud ? can.renotify && { renotify: true } : { silent: true }),
      ...(can.actions &&
        !isMobile &&
        push.kind !== 'missed' && { actions: [{ action: 'call-back', title: t.callBack }] }),
    })
  }

  /** Shows a note if nothing stands and nobody looks. */
  async #fill(note: Note): Promise<void> {
    if ((await this.standing()).length > 0 || (await this.#parts.isLookedAt())) return
    await this.#note(NOTE_TAG, note, NOTE_MS)
  }

  async #note(tag: string, { title, body, to }: Note, forMs: number | null): Promise<void> {
    const { clock } = this.#parts
    const until = forMs === null ? null : clock.now() + forMs
    const data = { kind: 'note', to: to ?? null, until } as const
    await this.#show(title, { ...commonLook(null), body, tag, silent: true, data })
    // Not part of any event: a browser counts what stands when the event ends. A worker that is
    // stopped before closes it when it starts again.
    if (forMs !== null) void clock.wait(forMs).then(() => this.closeNotes())
  }

  /** A desktop that cannot show it has nothing else to be told by. */
  async #show(title: string, options: ShownOptions): Promise<void> {
    await this.#parts.shelf.showNotification(title, options).catch(() => undefined)
  }

  async #close(tag: string | undefined, which: (data: ShownData) => boolean): Promise<boolean> {
    let closed = false
    const filter = tag === undefined ? {} : { tag }
    for (const standing of await this.#parts.shelf.getNotifications(filter)) {
      const data = dataOf(standing)
      if (data === null || !which(data)) continue
      standing.close()
      closed = true
    }
    return closed
  }

  /** One after the other: what reads what stands, and then writes, must not mix. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }
}

interface Note {
  readonly title: string
  readonly body: string
  readonly to?: string
}

function noteOf(push: PushAboutCall): Note {
  return { title: t.over.over, body: push.from.name, to: push.to }
}

function isSameRing(ring: PushAboutCall | PushTest) {
  return (data: ShownData): boolean => {
    if (ring.kind === 'test') return data.kind === 'test'
    return data.kind === 'ring' && data.callId === ring.callId
  }
}

/** Without the server's count: one more than what stands tells. */
function guess(placedAt: number, former: ShownData | undefined): MissedCount {
  const before = former?.kind === 'missed' ? former.missed : { count: 0, unseen: 0 }
  return { at: placedAt, count: before.count + 1, unseen: before.unseen + 1 }
}
