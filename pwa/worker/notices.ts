/**
 * Shows, replaces and closes the worker's notifications. Callers decide what is true of a call; this
 * only keeps a notification from being replaced by one that says less.
 */
import { callerTag } from '../../protocol/push.ts'
import type { MissedCount, PushAboutCall, PushRing, PushTest } from '../../protocol/push.ts'
import type { Verdict } from '../../protocol/push-order.ts'
import * as texts from '../texts/texts.ts'
import { weekdayTime } from '../texts/when.ts'
import type { Clock } from './clock.ts'
import { SPOKEN, commonLook, nameInTitle, ringLook } from './ring-options.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'
import type { ServerClock } from './server-clock.ts'
import { dataOf, ringTag } from './shown.ts'
import type { Registration, ShownData, ShownNotification, ShownOptions } from './shown.ts'
import { isDone } from '../platform/done-in-time.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

const t = texts.notifications

/** Notes that ask for nothing close after this, ms. */
export const NOTE_MS = 6_000
/** The note after a press only has to stay until the push event ends, ms. */
const PRESSED_MS = 2_000
const NOTE_TAG = 'note'
/** The browser lists its notifications within this, ms. */
const LIST_MS = 1_000
/** The same where nobody waits for it, ms: a browser that has just started the worker may be slow. */
const TIDY_MS = 10_000
/** It has shown one within this, ms. */
const SHOW_MS = 1_500
/** The same for what stands in the way of a ring, which must not wait for it. */
const LIST_FOR_RING_MS = 300

/** A notice waits for those before it no longer than this each, ms. */
const TURN_MS = 2_000

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

export type Notices = ReturnType<typeof createNotices>

/** All notifications of Peal. */
export function createNotices(deps: NoticeDeps) {
  const { registration, can, clock, serverClock, isMobile, isLookedAt } = deps
  let turn: Promise<void> = Promise.resolve()

  /** Runs work one after the other, because it reads what is shown before it shows something else. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = within(done, TURN_MS, pageTimer).then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  /** False: it is not shown. Without notifications there is no other way to tell anybody. */
  function show(title: string, options: ShownOptions): Promise<boolean> {
    // What comes after it must not wait for ever.
    return isDone(() => registration.showNotification(title, options), SHOW_MS, pageTimer)
  }

  /** The notifications that are shown now; none where the browser refuses to tell. */
  async function list(tag?: string): Promise<readonly ShownNotification[]> {
    try {
      return await registration.getNotifications(tag === undefined ? {} : { tag })
    } catch (error) {
      reportError(error)
      return []
    }
  }

  /** What is shown now; nothing where the browser does not tell in time. */
  async function shown(tag?: string, limitMs = LIST_MS): Promise<ShownData[]> {
    const found = await within(list(tag), limitMs, pageTimer)
    return found === TOO_LATE ? [] : found.map(dataOf).filter((data) => data !== null)
  }

  async function close(
    tag: string | undefined,
    which: (data: ShownData) => boolean,
    limitMs = LIST_MS,
  ): Promise<boolean> {
    // Not waited for where the browser takes long, but closed even so.
    const closing = list(tag).then((found) => {
      const chosen = found.filter((each) => {
        const data = dataOf(each)
        return data !== null && which(data)
      })
      for (const notification of chosen) notification.close()
      return chosen.length > 0
    })
    return (await within(closing, limitMs, pageTimer)) === true
  }

  /** Closes notes whose time is over, and returns when the next one is due, ms; null: never. */
  async function closeNotes(): Promise<number | null> {
    const now = clock.now()
    let next: number | null = null
    const isOver = (data: ShownData): boolean => {
      if (data.kind !== 'note' || data.until === null) return false
      if (data.until > now) next = Math.min(next ?? data.until, data.until)
      return data.until <= now
    }
    await close(undefined, isOver, TIDY_MS)
    return next
  }

  async function showNote(tag: string, { title, body, to }: Note, forMs: number | null) {
    const until = forMs === null ? null : clock.now() + forMs
    const data = { kind: 'note', to: to ?? null, until } as const
    await show(title, { ...commonLook(null), body, tag, silent: true, data })
    // Not awaited by the event, because browsers count what is shown when it ends. A worker that is
    // stopped before then closes the note when it starts again.
    if (forMs !== null) void clock.wait(forMs).then(closeNotes)
  }

  /** Shows a note if nothing is shown and no page of Peal's is visible. */
  async function fill(note: Note): Promise<void> {
    if ((await shown()).length > 0 || (await isLookedAt())) return
    await showNote(NOTE_TAG, note, NOTE_MS)
  }

  async function showMissed(push: PushAboutCall, again: boolean): Promise<void> {
    const { v, to, sentAt, callId, placedAt, from } = push
    const tag = callerTag(from.handle)
    const [former] = await shown(tag)
    const told = push.kind === 'ring' ? undefined : push.missed
    const isKnown = former?.kind === 'missed' && former.callId === callId
    // The person has dealt with it already.
    if (again && former === undefined) return fill(noteOf(push))
    // It is shown already, and this push has no better count.
    if (isKnown && told === undefined) return
    const missed: MissedCount = told ?? guess(placedAt, former)
    const at = serverClock.local(missed.at)
    const isLoud = !again && former?.kind !== 'ring'
    await show(t.missed(nameInTitle(from), missed.count), {
      ...commonLook(from.photo),
      body: t.missedText(weekdayTime(at), missed.count),
      tag,
      timestamp: at,
      data: { kind: 'missed', v, to, sentAt, callId, placedAt, from, missed },
      ...(isLoud ? can.renotify && { renotify: true } : { silent: true }),
      ...(can.actions &&
        !isMobile &&
        push.kind !== 'missed' && { actions: [{ action: 'call-back', title: t.callBack }] }),
    })
  }

  /** Closes a ring; true: it was shown. */
  function closeRing(data: PushAboutCall | PushTest): Promise<boolean> {
    const tag = data.kind === 'test' ? ringTag(data) : callerTag(data.from.handle)
    return close(tag, isSameRing(data))
  }

  return {
    /** Shows a ring, or makes it ring again. Rejects as `showNotification` does. */
    async ring(data: PushRing | PushTest): Promise<void> {
      const placedAt = data.kind === 'ring' ? data.placedAt : data.sentAt
      const { title, options } = ringLook(can, data, serverClock.local(placedAt))
      if (can.repeats === 'again') await close(options.tag, isSameRing(data), LIST_FOR_RING_MS)
      // An engine that refuses the options may still show the words.
      const { body = '', tag } = options
      try {
        await registration.showNotification(title, options)
      } catch {
        await registration.showNotification(title, { ...SPOKEN, body, tag, data: options.data })
      }
    },

    closeRing,

    /** Shows the outcome of a push or of a ring; one that rings is shown by `ring`. */
    present: (push: PushAboutCall, verdict: Verdict) =>
      inTurn(async () => {
        if (verdict.do === 'ring' || verdict.do === 'rings-already') return
        if (verdict.do === 'missed') return showMissed(push, verdict.again)
        const rang = await closeRing(push)
        const outcome = verdict.do === 'over' ? verdict.outcome : 'over'
        const note = { ...noteOf(push), title: t.over[outcome] }
        if (!rang || outcome !== 'answered') return fill(note)
        await showNote(callerTag(push.from.handle), note, NOTE_MS)
      }),

    /**
     * A ring was answered or declined by its button. A note takes its place for a moment: its push event
     * ends now, and browsers expect a push event to leave a notification.
     */
    pressed(ring: PushRing, action: 'answer' | 'decline'): Promise<void> {
      const note = { ...noteOf(ring), title: action === 'answer' ? t.answering : t.over.declined }
      return inTurn(() => showNote(callerTag(ring.from.handle), note, PRESSED_MS))
    },

    /** The answer of this ring found no window: a notification stays that opens it. False: it is not shown. */
    lead: (ring: PushRing, address: string) =>
      inTurn(async () => {
        const { from, to, callId } = ring
        const data = { kind: 'lead', to, callId, address } as const
        const tag = callerTag(from.handle)
        return show(t.lead(nameInTitle(from)), {
          ...commonLook(from.photo),
          body: t.leadText,
          tag,
          data,
        })
      }),

    /** Closes it. */
    async closeLead(callId: string): Promise<void> {
      await close(undefined, (data) => data.kind === 'lead' && data.callId === callId)
    },

    /** Browsers revoke push for workers that show nothing on a push, so this shows a neutral note. */
    neutral: () => inTurn(() => showNote(NOTE_TAG, { title: t.app, body: t.neutralText }, null)),

    /** Shows a silent note, unless a page of Peal's is visible. */
    quiet: (note: Note) =>
      inTurn(async () => {
        if (!(await isLookedAt())) await showNote(NOTE_TAG, note, NOTE_MS)
      }),

    /** Closes missed calls up to this server time (ms), of one person or of all. */
    async seen(upTo: number, handle: string | undefined): Promise<void> {
      const tag = handle === undefined ? undefined : callerTag(handle)
      await close(tag, (data) => data.kind === 'missed' && data.missed.at <= upTo)
    },

    closeNotes,

    /** Closes what is for other members than this one. */
    async closeOthers(owner: string | null): Promise<void> {
      await close(undefined, ({ to }) => to !== null && to !== owner)
    },

    /** What is shown now. */
    shown: () => shown(undefined, TIDY_MS),
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
