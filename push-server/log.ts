/**
 * The log: one line of JSON for each event, on stderr. It contains no secrets and nothing personal: no
 * tokens, cookies, SDP, push endpoints or addresses, and the template of a route instead of its path.
 *
 * Levels: `error` someone has to look; `warn` something is wrong and Peal went on; `info` one line for
 * each step in the life of a call and of the server; `debug` requests and sockets.
 */
import { destination, pino } from 'pino'
import type { LogLevel } from './settings.ts'

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** Writes one line. Fields contain no secrets and no addresses. */
export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/** Logs errors with name, code, message and stack, as the field `error`. */
export function createLog(level: LogLevel): Log {
  const options = {
    level,
    base: null,
    errorKey: 'error',
    formatters: { level: (label: string) => ({ level: label }) },
  }
  // Synchronous, so that the last lines before an exit are not lost.
  return pino(options, destination({ fd: 2, sync: true }))
}

/** Discards everything. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
