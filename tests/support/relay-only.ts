/** People whose browsers reach each other by relays alone, as behind strict firewalls. */
import type { Person } from './browser.ts'

/** Makes this person's pages use only relay candidates. */
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
