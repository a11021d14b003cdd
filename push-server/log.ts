/**
 * The log: one line of JSON an event, on stderr. It holds no secret and nothing personal: no token,
 * cookie, SDP, push endpoint or address, and of a request its route's template, never its path.
 *
 * Levels: `error` someone must look; `warn` something is off and Peal went on; `info` one line for
 * each step of a call's life and of the server's; `debug` requests and sockets.
 */
import { destination, pino } from 'pino'
import type { LogLevel } from './settings.ts'

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void

/** Writes one line: fields, then a sentence. Fields hold no secret and no address. */
export interface Log {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}

/** Errors rest as name, code, message and stack, under `error`. */
export function createLog(level: LogLevel): Log {
  const options = {
    level,
    base: null,
    errorKey: 'error',
    formatters: { level: (label: string) => ({ level: label }) },
  }
  // In step with the process, so that its last words are not lost.
  return pino(options, destination({ fd: 2, sync: true }))
}

/** For tests that look at nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
