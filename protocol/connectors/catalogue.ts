import type { Connector } from '../connectors.ts'
import { webrtc } from './webrtc.ts'

/** All connectors that come with Peal, in their first order. */
export const CATALOGUE: readonly Connector[] = [webrtc]
