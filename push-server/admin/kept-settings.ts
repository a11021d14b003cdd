/** What administrators set, read past the server that may be running: for `peal doctor`. */
import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import type { SettingsChange } from '../../protocol/installation-settings.ts'
import { readKept, SETTINGS_KEY } from './installation-settings.ts'

/** The settings kept in a database; none where it cannot be read, which another check tells. */
export function keptSettings(file: string): SettingsChange {
  if (!existsSync(file)) return {}
  let database: Database.Database | undefined
  try {
    database = new Database(file, { readonly: true })
    const select = database.prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    return readKept(select.pluck().get(SETTINGS_KEY))
  } catch {
    return {}
  } finally {
    database?.close()
  }
}
