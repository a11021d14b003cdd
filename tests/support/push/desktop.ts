/**
 * The desktop's notification service (org.freedesktop.Notifications) on a message bus of its own: a
 * test sees what a browser shows there, and presses its buttons. Needs `dbus-daemon`, and no screen.
 * It must be there before the browser starts.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import dbus from 'dbus-next'
import { PATIENCE_MS, until } from '../until.ts'
import { NotificationsInterface, type NotifyCall } from './notifications-interface.ts'

const NAME = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const START_MS = 30_000

/** Who closed a notification: the numbers of the specification. */
const DISMISSED = 2
const BY_APP = 3
export type ClosedBy = 'person' | 'app'

/** A notification as the desktop was told of it. */
export interface Shown {
  readonly id: number
  /** Of the browser, such as "Chromium". */
  readonly app: string
  readonly title: string
  readonly body: string
  /** Label of each button by its key. `default` is a press on the notification itself. */
  readonly actions: ReadonlyMap<string, string>
  /** Stays until somebody acts (`requireInteraction`). */
  readonly stays: boolean
  readonly silent: boolean
  /** 0 low, 1 normal, 2 critical; null where the browser says none, as Firefox. */
  readonly urgency: number | null
  /** The notification whose place it takes; 0 for none. Firefox closes the old one instead. */
  readonly replaces: number
  /** When, by `performance.now()`. */
  readonly shownAt: number
}

export interface Closed {
  readonly id: number
  readonly by: ClosedBy
  readonly closedAt: number
}

/** The title, or any test of it. */
export type Which = string | ((notification: Shown) => boolean)

export class Desktop {
  readonly #history: Shown[] = []
  readonly #closings: Closed[] = []
  readonly #open = new Map<number, Shown>()
  readonly #daemon: ChildProcess
  readonly #address: string
  readonly #bus: dbus.MessageBus
  readonly #face: NotificationsInterface
  #lastId = 0

  private constructor(daemon: ChildProcess, address: string) {
    this.#daemon = daemon
    this.#address = address
    this.#bus = dbus.sessionBus({ busAddress: address })
    this.#face = new NotificationsInterface(NAME, {
      notify: (call) => this.#onNotify(call),
      close: (id) => this.#onClosed(id, 'app'),
    })
  }

  static async start(): Promise<Desktop> {
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const signal = AbortSignal.timeout(START_MS)
    const [line] = (await once(daemon.stdout, 'data', { signal })) as [Buffer]
    const desktop = new Desktop(daemon, line.toString().trim())
    desktop.#bus.export(PATH, desktop.#face)
    await desktop.#bus.requestName(NAME, 0)
    return desktop
  }

  /** What a browser needs in its environment. */
  get env(): { readonly DBUS_SESSION_BUS_ADDRESS: string } {
    return { DBUS_SESSION_BUS_ADDRESS: this.#address }
  }

  /** Every notification that was shown since the start or the last `forget`, the oldest first. */
  get history(): readonly Shown[] {
    return this.#history
  }

  /** Empties the history, between tests that share a desktop. */
  forget(): void {
    this.#history.length = 0
  }

  get closings(): readonly Closed[] {
    return this.#closings
  }

  /** What is on the screen now. */
  get open(): readonly Shown[] {
    return [...this.#open.values()]
  }

  /** Waits for a notification, past or coming, and returns the newest that fits. */
  shown(which: Which = () => true, timeoutMs = PATIENCE_MS): Promise<Shown> {
    const fits = typeof which === 'string' ? ({ title }: Shown) => title === which : which
    return until(
      `a notification ${typeof which === 'string' ? which : ''}`,
      () => {
        const found = this.#history.findLast(fits)
        if (found) return found
        throw new Error(
          `there were: ${this.#history.map(({ title }) => title).join(', ') || 'none'}`,
        )
      },
      timeoutMs,
    )
  }

  /** Waits until it is no longer on the screen; tells who closed it. */
  closed({ id, title }: Shown, timeoutMs = PATIENCE_MS): Promise<Closed> {
    return until(
      `the end of the notification ${title}`,
      () => this.#closings.find((closed) => closed.id === id),
      timeoutMs,
    )
  }

  /**
   * Presses the button with this label, or without one the notification itself. It stays on the
   * screen until the browser closes it; `thenCloses` closes it at once, as many desktops do.
   */
  press({ id, actions }: Shown, label?: string, { thenCloses = false } = {}): void {
    const key = label === undefined ? 'default' : keyOf(actions, label)
    this.#face.ActionInvoked(id, key)
    if (thenCloses) this.dismiss({ id })
  }

  /** Closes it, as a person does by the cross. */
  dismiss({ id }: Pick<Shown, 'id'>): void {
    this.#onClosed(id, 'person')
  }

  #onNotify({ app, replaces, title, body, actions, hints, timeoutMs }: NotifyCall): number {
    const id = replaces || ++this.#lastId
    const urgency = hints.get('urgency')
    const notification: Shown = {
      id,
      app,
      title,
      body,
      actions,
      stays: timeoutMs === 0,
      silent: hints.get('suppress-sound') === true,
      urgency: typeof urgency === 'number' ? urgency : null,
      replaces,
      shownAt: performance.now(),
    }
    this.#open.set(id, notification)
    this.#history.push(notification)
    return id
  }

  #onClosed(id: number, by: ClosedBy): void {
    if (!this.#open.delete(id)) return
    this.#closings.push({ id, by, closedAt: performance.now() })
    this.#face.NotificationClosed(id, by === 'app' ? BY_APP : DISMISSED)
  }

  async close(): Promise<void> {
    this.#bus.disconnect()
    const gone = once(this.#daemon, 'exit')
    this.#daemon.kill()
    await gone
  }
}

/** Keys are the browser's: Chromium counts them up, Firefox has `<action>-moz`. */
function keyOf(actions: Shown['actions'], label: string): string {
  for (const [key, its] of actions) if (its === label && key !== 'default') return key
  throw new Error(`no button ${label}, but ${[...actions.values()].join(', ')}`)
}
