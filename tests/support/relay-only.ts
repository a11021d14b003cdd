/** People whose browsers reach each other by relays alone, as behind strict firewalls. */
import type { Person } from './browser.ts'

/** Makes this person's pages use only relay candidates; `ports`: the relay is reached by another port. */
export async function behindRelay(
  person: Person,
  ports: { readonly from: number; readonly to: number } | null = null,
): Promise<Person> {
  await person.context.addInitScript((changed) => {
    const led = ({ iceServers, ...given }: RTCConfiguration = {}): RTCConfiguration => ({
      ...given,
      ...(iceServers && {
        iceServers: iceServers.map((server) => ({
          ...server,
          urls: [server.urls]
            .flat()
            .map((url) =>
              changed === null ? url : url.replace(`:${changed.from}`, `:${changed.to}`),
            ),
        })),
      }),
      iceTransportPolicy: 'relay',
    })
    const Connection = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(led(configuration))
      }
      override setConfiguration(configuration?: RTCConfiguration) {
        super.setConfiguration(led(configuration))
      }
    }
  }, ports)
  return person
}
