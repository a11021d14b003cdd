import type { Connector } from '../connectors.ts'
import { bigBlueButton } from './bigbluebutton.ts'
import { elementCall } from './element-call.ts'
import { facetime } from './facetime.ts'
import { googleMeet } from './google-meet.ts'
import { jitsi } from './jitsi.ts'
import { nextcloudTalk } from './nextcloud-talk.ts'
import { phone } from './phone.ts'
import { signal } from './signal.ts'
import { sip } from './sip.ts'
import { teams } from './teams.ts'
import { telegram } from './telegram.ts'
import { webrtc } from './webrtc.ts'
import { whatsapp } from './whatsapp.ts'
import { zoom } from './zoom.ts'

/** All connectors that come with Peal, in their first order. */
export const CATALOGUE: readonly Connector[] = [
  webrtc,
  jitsi,
  elementCall,
  bigBlueButton,
  nextcloudTalk,
  phone,
  teams,
  sip,
  facetime,
  whatsapp,
  signal,
  telegram,
  zoom,
  googleMeet,
]
