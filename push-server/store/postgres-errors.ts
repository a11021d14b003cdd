/** What PostgreSQL (its documentation, appendix A) and the way to it say of failures. */
import { errorCode } from '../error-code.ts'

/** A transaction that has to be repeated: serialization_failure, deadlock_detected. */
const REPEAT: ReadonlySet<string> = new Set(['40001', '40P01'])
const UNIQUE_VIOLATION = '23505'
/** A statement that was prepared before another node changed its table ("cached plan must not change result type"). */
const STALE_PLAN = '0A000'

/** Others hold what was needed: lock_not_available, query_canceled by `statement_timeout`; or it was repeated in vain. */
const BUSY: ReadonlySet<string> = new Set([...REPEAT, '55P03', '57014'])
/** disk_full, out_of_memory, read_only_sql_transaction, io_error. */
const NO_ROOM: ReadonlySet<string> = new Set(['53100', '53200', '25006', '58030'])
/** too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now, idle_in_transaction_session_timeout. */
const NO_CONNECTION: ReadonlySet<string> = new Set(['53300', '57P01', '57P02', '57P03', '25P03'])
/** connection_exception and its kinds. */
const CONNECTION_CLASS = /^08/
/** What the system says of a server that cannot be reached, by TCP or by a Unix socket. */
const SYSTEM: ReadonlySet<string> = new Set([
  'EACCES',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])
/** What the driver says, without a code. */
const DRIVER =
  /^(Connection terminated|timeout (expired|exceeded)|Client (has encountered a connection error|was closed))/

/** Whether the same transaction may succeed when it is run once more. */
export function mustBeRepeated(error: unknown): boolean {
  const code = errorCode(error) ?? ''
  return REPEAT.has(code) || code === STALE_PLAN
}

/** Whether another row has the same key. Its writer may have committed meanwhile, so that a second look sees it. */
export function isUniqueViolation(error: unknown): boolean {
  return errorCode(error) === UNIQUE_VIOLATION
}

/** Whether this connection holds a plan that is of no use any more. */
export function hasStalePlan(error: unknown): boolean {
  return errorCode(error) === STALE_PLAN
}

/** Whether this code means that others hold the database. */
export function isEngineBusy(code: string): boolean {
  return BUSY.has(code)
}

/** Whether this code means that nothing more can be written. */
export function isOutOfRoom(code: string): boolean {
  return NO_ROOM.has(code)
}

/** Whether PostgreSQL does not answer: it is not there, or the connection broke. */
export function isUnreachable(error: unknown): boolean {
  const code = errorCode(error)
  if (code === null) return error instanceof Error && DRIVER.test(error.message)
  return NO_CONNECTION.has(code) || CONNECTION_CLASS.test(code) || SYSTEM.has(code)
}

/** "Key (id)=(…) already exists.", in the server's language. */
const KEY = /\(([^()]+)\)=\(/

/** What PostgreSQL says of an error, beside code and message. */
interface Said {
  table?: string
  detail?: string | undefined
  where?: string | undefined
  key?: string
}

/**
 * Takes the values of rows out of an error, which no log may show, after noting the columns of a key, such as
 * `call.id`, as its `key`.
 */
export function withoutValues(error: unknown): void {
  if (!(error instanceof Error)) return
  const said = error as Error & Said
  const columns = KEY.exec(said.detail ?? '')?.[1]
  if (said.table !== undefined && columns !== undefined) said.key = `${said.table}.${columns}`
  delete said.detail
  delete said.where
}

/** The column whose value another row has, with its table, such as `call.id`; null: the error says something else. */
export function keyOf(error: unknown): string | null {
  return isUniqueViolation(error) ? ((error as Said).key ?? null) : null
}
