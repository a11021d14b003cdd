/** org.freedesktop.Notifications, version 1.2, as D-Bus objects have it. */
import dbus from 'dbus-next'

/** What browsers look at before they offer buttons, and keep a notification. */
const CAPABILITIES = ['actions', 'body', 'body-markup', 'icon-static', 'persistence']

export interface NotifyCall {
  readonly app: string
  /** 0 for a new one. */
  readonly replaces: number
  readonly title: string
  readonly body: string
  /** Label by key. */
  readonly actions: ReadonlyMap<string, string>
  readonly hints: ReadonlyMap<string, unknown>
  /** 0 stays, -1 is as the desktop likes. */
  readonly timeoutMs: number
}

export interface NotificationsHandler {
  /** Returns the number of the notification. */
  notify(call: NotifyCall): number
  close(id: number): void
}

/** Its methods have the names that the bus knows. */
export class NotificationsInterface extends dbus.interface.Interface {
  readonly #handler: NotificationsHandler

  constructor(name: string, handler: NotificationsHandler) {
    super(name)
    this.#handler = handler
  }

  GetCapabilities(): string[] {
    return CAPABILITIES
  }

  GetServerInformation(): string[] {
    return ['desktop of the tests', 'peal', '1.0', '1.2']
  }

  Notify(
    app: string,
    replaces: number,
    _icon: string,
    title: string,
    body: string,
    pairs: readonly string[],
    variants: Readonly<Record<string, dbus.Variant<unknown>>>,
    timeoutMs: number,
  ): number {
    const actions = new Map<string, string>()
    for (let at = 0; at + 1 < pairs.length; at += 2)
      actions.set(pairs[at] ?? '', pairs[at + 1] ?? '')
    const hints = new Map(Object.entries(variants).map(([name, { value }]) => [name, value]))
    return this.#handler.notify({ app, replaces, title, body, actions, hints, timeoutMs })
  }

  CloseNotification(id: number): void {
    this.#handler.close(id)
  }

  /** Signals: what a method returns is sent. */
  NotificationClosed(id: number, reason: number): number[] {
    return [id, reason]
  }

  ActionInvoked(id: number, key: string): (number | string)[] {
    return [id, key]
  }
}

NotificationsInterface.configureMembers({
  methods: {
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
  signals: {
    NotificationClosed: { signature: 'uu' },
    ActionInvoked: { signature: 'us' },
  },
})
