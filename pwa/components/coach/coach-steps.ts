/** Which steps this browser offers towards ringing that can be relied on, and which are done. Pure. */
import type { PushStatus } from '../../stores/push-keeper.ts'

export interface CoachStep {
  readonly name: 'allow' | 'install' | 'login'
  readonly done: boolean
}

export interface CoachFacts {
  readonly standing: PushStatus['kind']
  /** The browser offers to install, or did so in this window. */
  readonly installable: boolean
  readonly installed: boolean
  /** The member has ticked this step themselves. */
  readonly startsAtLogin: boolean
}

/** Pushes can be sent; Settings shows whether they arrive. */
const ALLOWED: readonly PushStatus['kind'][] = ['subscribing', 'proving', 'unproved', 'proved']

/** Null until the push status is known. */
export function coachSteps(facts: CoachFacts): readonly CoachStep[] | null {
  const { standing } = facts
  if (standing === 'unknown' || standing === 'unreachable') return null
  const steps: CoachStep[] = []
  // Without push there is no permission to ask for.
  if (standing !== 'unsupported' && standing !== 'no-worker') {
    steps.push({ name: 'allow', done: ALLOWED.includes(standing) })
  }
  if (facts.installable || facts.installed) steps.push({ name: 'install', done: facts.installed })
  steps.push({ name: 'login', done: facts.startsAtLogin })
  return steps
}
