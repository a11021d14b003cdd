/** How this browser, or Peal as its app, is started at log-in. */
import { systemFamily, thisBrowser } from '../../platform/browser/browser-name.ts'
import * as texts from '../../texts/texts.ts'
import { browserWord } from '../push/browser-words.ts'

export function loginWords(installed: boolean): string {
  const t = texts.coach.login
  const { name, family } = thisBrowser()
  const system = systemFamily(navigator)
  if (installed && name === 'Edge') return t.installed.Edge
  if (installed && family === 'chromium') return t.installed.Chrome
  if (family === 'firefox' && system === 'windows') return t.firefoxWindows
  const known = system === 'android' || system === 'ios' ? 'other' : system
  return t.browser[known](browserWord())
}
