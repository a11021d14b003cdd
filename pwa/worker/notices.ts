/**
 * Shows, replaces and closes the worker's notifications. Callers decide what is true of a call; this
 * only keeps a notification from being replaced by one that says less.
 */
import { callerTag } from '../../protocol/push.ts'
import type { MissedCount, PushAboutCall, PushRing, PushTest } from '../../protocol/push.ts'
import type { Verdict } from '../../protocol/push-order.ts'
import * as texts from '../texts/texts.ts'
import type { Clock } from './clock.ts'
import { commonLook, ringLook } from './ring-options.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'
import type { ServerClock } from './server-clock.ts'
import { dataOf, ringTag, type Registration, type ShownData, type ShownOptions } from './shown.ts'

const t = texts.notifications

/** Notes that ask for nothing close after this, ms. */
export const NOTE_MS = 6_000
/** The note after a press only has to stay until the push event ends, ms. */
const PRESSED_MS = 2_000
const NOTE_TAG = 'note'

export interface NoticeDeps {
  readonly registration: Registration
  readonly can: Abilities
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'local'>
  /** Phones cannot place calls. */
  readonly isMobile: boolean
  /** A page of Peal's is visible. */
  readonly isLookedAt: () => Promise<boolean>
}

/** All notifications of Peal. */
export class Notices {
  readonly #deps: NoticeDeps
  #turn: Promise<void> = Promise.resolve()

  constructor(deps: NoticeDeps) {
    this.#deps = deps
  }

  /** Shows a ring, or makes it ring again. Rejects as `showNotification` does. */
  async ring(data: PushRing | PushTest): Promise<void> {
    const { registration, can, serverClock } = this.#deps
    const placedAt = data.kind === 'ring' ? data.placedAt : data.sentAt
    const { title, options } = ringLook(can, data, serverClock.local(placedAt))
    if (can.repeats === 'again') await this.#close(options.tag, isSameRing(data))
    await registration.showNotification(title, options)
  }

  /** Closes a ring; true: it was shown. */
  closeRing(data: PushAboutCall | PushTest): Promise<boolean> {
    const tag = data.kind === 'test' ? ringTag(data) : callerTag(data.from.handle)
    return this.#close(tag, isSameRing(data))
  }

  /** Shows the outcome of a push or of a ring. */
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
   * A ring was answered or declined by its button. A note takes its place for a moment: its push event
   * ends now, and browsers expect a push event to leave a notification.
   */
  pressed(ring: PushRing, action: 'answer' | 'decline'): Promise<void> {
    const title = action === 'answer' ? t.answering : t.over.declined
    const note = { title, body: ring.from.name, to: ring.to }
    return this.#inTurn(() => this.#note(callerTag(ring.from.handle), note, PRESSED_MS))
  }

  /** Browsers revoke push for workers that show nothing on a push, so this shows a neutral note. */
  neutral(): Promise<void> {
    return this.#inTurn(() => this.#note(NOTE_TAG, { title: t.app, body: t.neutralText }, null))
  }

  /** Shows a silent note, unless a page of Peal's is visible. */
  quiet(note: Note): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#deps.isLookedAt())) await this.#note(NOTE_TAG, note, NOTE_MS)
    })
  }

  /** Closes missed calls up to this server time (ms), of one person or of all. */
  async seen(upTo: number, handle: string | undefined): Promise<void> {
    await this.#close(handle === undefined ? undefined : callerTag(handle), (data) =>
      data.kind === 'missed' ? data.missed.at <= upTo : false,
    )
  }

  /** Closes notes whose time is over, and returns when the next one is due, ms; null: never. */
  async closeNotes(): Promise<number | null> {
    const now = this.#deps.clock.now()
    let next: number | null = null
    await this.#close(undefined, (data) => {
      if (data.kind !== 'note' || data.until === null) return false
      if (data.until > now) next = Math.min(next ?? data.until, data.until)
      return data.until <= now
    })
    return next
  }

  /** Closes what is for other members than this one. */
  async closeOthers(owner: string | null): Promise<void> {
    await this.#close(undefined, ({ to }) => to !== null && to !== owner)
  }

  /** What is shown now. */
  async shown(tag?: string): Promise<ShownData[]> {
    const all = await this.#deps.registration.getNotifications({
      ...(tag !== undefined && { tag }),
    })
    return all.map(dataOf).filter((data) => data !== null)
  }

  async #missed(push: PushAboutCall, again: boolean): Promise<void> {
    const { can, serverClock, isMobile } = this.#deps
    const { from, callId } = push
    const tag = callerTag(from.handle)
    const [former] = await this.shown(tag)
    const told = push.kind === 'ring' ? undefined : push.missed
    const isKnown = former?.kind === 'missed' && former.callId === callId
    // The person has dealt with it already.
    if (again && former === undefined) return this.#fill(noteOf(push))
    // It is shown already, and this push has no better count.
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

  /** Shows a note if nothing is shown and no page of Peal's is visible. */
  async #fill(note: Note): Promise<void> {
    if ((await this.shown()).length > 0 || (await this.#deps.isLookedAt())) return
    await this.#note(NOTE_TAG, note, NOTE_MS)
  }

  async #note(tag: string, { title, body, to }: Note, forMs: number | null): Promise<void> {
    const { clock } = this.#deps
    const until = forMs === null ? null : clock.now() + forMs
    const data = { kind: 'note', to: to ?? null, until } as const
    await this.#show(title, { ...commonLook(null), body, tag, silent: true, data })
    // Not awaited by the event, because browsers count what is shown when it ends. A worker that is
    // stopped before then closes the note when it starts again.
    if (forMs !== null) void clock.wait(forMs).then(() => this.closeNotes())
  }

  /** Errors are dropped: without notifications there is no other way to tell anybody. */
  async #show(title: string, options: ShownOptions): Promise<void> {
    await this.#deps.registration.showNotification(title, options).catch(() => undefined)
  }

  async #close(tag: string | undefined, which: (data: ShownData) => boolean): Promise<boolean> {
    let closed = false
    const filter = tag === undefined ? {} : { tag }
    for (const notification of await this.#deps.registration.getNotifications(filter)) {
      const data = dataOf(notification)
      if (data === null || !which(data)) continue
      notification.close()
      closed = true
    }
    return closed
  }

  /** Runs work one after the other, because it reads what is shown before it shows something else. */
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

/** Without the server's count: one more than the notification that is shown says. */
function guess(placedAt: number, former: ShownData | undefined): MissedCount {
  const before = former?.kind === 'missed' ? former.missed : { count: 0, unseen: 0 }
  return { at: placedAt, count: before.count + 1, unseen: before.unseen + 1 }
}
