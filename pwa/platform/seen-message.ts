/** Tells the service worker what was seen here, so that it closes those notifications. */

/** Of one person with `with`; else of all. `unseen`: what is left, of all. */
export interface SeenMessage {
  readonly type: 'seen'
  readonly with?: string
  readonly unseen: number
}

export function tellSeen(
  unseen: number,
  handle?: string,
  container: Pick<ServiceWorkerContainer, 'controller'> | undefined = navigator.serviceWorker,
): void {
  const message: SeenMessage = {
    type: 'seen',
    unseen,
    ...(handle !== undefined && { with: handle }),
  }
  container?.controller?.postMessage(message)
}
