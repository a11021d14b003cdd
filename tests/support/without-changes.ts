/** Pages that are not told what changed, so that a test decides when they load it again. */
import type { BrowserContext } from 'playwright-core'

/** Takes the messages about changes out of the sockets that this profile opens from now on. */
export function withoutChanges(context: BrowserContext): Promise<void> {
  return context.routeWebSocket('**/signal', (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (!String(message).includes('"type":"changed"')) socket.send(message)
    })
  })
}
