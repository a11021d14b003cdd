/** A network that lets nothing through but what goes over a TURN server. */
import type { Person } from './browser.ts'

/** Lets the pages that this person opens from now on use no candidates but those of relays. */
export async function behindRelay(person: Person): Promise<Person> {
  await person.context.addInitScript(() => {
    const Connection = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' })
      }
      override setConfiguration(configuration?: RTCConfiguration) {
        super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' })
      }
    }
  })
  return person
}
