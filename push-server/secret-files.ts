/**
 * Secrets from files, as containers hand them in: `PEAL_TURN_SECRET_FILE` names a file that holds what
 * `PEAL_TURN_SECRET` would be. Other users of the machine can read a process's environment more easily than a file.
 */
import { readFileSync } from 'node:fs'
import { codeOrText } from './error-code.ts'
import { SECRET_SETTINGS } from './settings.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The environment with the contents of the files; or one line about a file that cannot be read. */
export function withSecretFiles(env: Env): { ok: true; env: Env } | { ok: false; problem: string } {
  const found: Record<string, string | undefined> = { ...env }
  for (const name of SECRET_SETTINGS) {
    const variable = `${name}_FILE`
    const file = env[variable]
    if (file === undefined || file.trim() === '') continue
    if ((env[name] ?? '').trim() !== '') {
      return {
        ok: false,
        problem: `${variable}: ${name} is set as well; it must be one of the two.`,
      }
    }
    try {
      found[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      const right = 'it must be a file that Peal may read'
      return {
        ok: false,
        problem: `${variable}: ${file} cannot be read (${codeOrText(error)}); ${right}.`,
      }
    }
  }
  return { ok: true, env: found }
}
