/** Total tables over what a call window may be doing, for the engine. */
import type { ToneName } from './tone-samples.ts'
import type { CallWindow, Tone } from './machine/model.ts'

/** Which sound the window's tone is. */
export const TONE_NAMES: Record<Tone, ToneName | null> = {
  none: null,
  connecting: 'connecting',
  ringback: 'ringback',
  'hang-up': 'hangup',
}

/** Nothing may reload or close a window that is doing one of these. */
export const BUSY: Record<CallWindow['doing'], boolean> = {
  idle: false,
  question: false,
  preparing: true,
  blocked: false,
  placing: true,
  incoming: false,
  claiming: true,
  joining: true,
  live: true,
  over: false,
}
