/** This browser and this system in words. */
import { systemFamily, thisBrowser } from '../../platform/browser/browser-name.ts'
import * as texts from '../../texts/texts.ts'

/** What this browser is called, in a sentence. */
export function browserWord(): string {
  return thisBrowser().name ?? texts.push.thisBrowser
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Where this system keeps notifications from being seen. */
export function systemWord(): string {
  return texts.testRing.system[systemFamily(navigator)](browserWord())
}

/** How to allow notifications in this browser, step by step. */
export function allowSteps(): readonly string[] {
  const { steps } = texts.push.blocked
  const system = systemFamily(navigator)
  return system === 'android' || system === 'ios' ? steps[system] : steps[thisBrowser().family]
}
