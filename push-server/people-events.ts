/** What the other rooms do when a member or a device changes, goes, or is blocked. */
import { inBackground } from './background.ts'
import type { Calls } from './calls/calls.ts'
import type { Log } from './log.ts'
import type { PeopleEvents } from './people/people-deps.ts'
import type { Push } from './push/push.ts'
import type { Signaling } from './signaling/signaling.ts'
import type { SocketRegistry } from './signaling/socket-registry.ts'

interface Rooms {
  readonly log: Log
  readonly sockets: SocketRegistry
  readonly calls: Calls
  readonly push: Push
  /** Signaling is opened after people, which it asks who somebody is. */
  readonly signaling: () => Signaling
}

export function peopleEvents({ log, sockets, calls, push, signaling }: Rooms): PeopleEvents {
  return {
    // Sockets first, so that a removed device neither rings nor sends while its call ends.
    onDeviceOut(device) {
      signaling().deviceOut(device)
      const ended = calls.events.deviceOut(device)
      inBackground(ended, log, 'the call of a device that is out could not be ended', { device })
      const forgotten = push.deviceOut(device)
      inBackground(forgotten, log, 'pushes to a device that is out remain', { device })
    },
    onMemberOut(member) {
      signaling().memberOut(member)
      const ended = calls.events.memberOut(member)
      inBackground(ended, log, 'the call of a removed member could not be ended', { member })
      inBackground(push.sweep(), log, 'pushes to a removed member remain', { member })
    },
    onRingHere: (device, ringHere) => sockets.setRings(device, ringHere),
    onMemberChanged(member) {
      const read = calls.memberChanged(member)
      inBackground(read, log, 'calls do not know how a member has changed', { member })
      signaling().memberChanged(member)
    },
    onAdminChanged: (member, admin) => signaling().adminChanged(member, admin),
    onBlocked: (member, other, blocked) => signaling().blocked(member, other, blocked),
  }
}
