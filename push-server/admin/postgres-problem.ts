/** Says in one line why a database of PostgreSQL cannot be used at the start. */
import pg from 'pg'
import { codeOrText, errorCode } from '../error-code.ts'
import { StartProblem } from '../start-problem.ts'
import { placeOf } from '../store/postgres-connection.ts'
import { StoreError } from '../store/store-error.ts'

/** invalid_authorization_specification, invalid_password. */
const REFUSED: ReadonlySet<string> = new Set(['28000', '28P01'])
const NO_DATABASE = '3D000'
const NOT_ALLOWED = '42501'

function ofStore(place: string, { code, message, cause }: StoreError): string {
  switch (code) {
    case 'newer-database':
      return `the database ${place} was written by a newer Peal; start that one, or use a backup`
    case 'foreign-database':
      return `the database ${place} is one of another program; name another one`
    case 'unfit':
      return `the database ${place} cannot be used: ${message}`
    case 'unreachable':
      return `the database ${place} cannot be reached (${codeOrText(cause)}); see that PostgreSQL runs and that this machine may connect`
    case 'busy':
    case 'full':
    case 'closed':
      return `the database ${place} cannot be used (${codeOrText(cause ?? message)})`
    default:
      return code satisfies never
  }
}

function ofServer(place: string, error: unknown): string {
  const code = errorCode(error) ?? ''
  if (REFUSED.has(code)) {
    return `the database ${place} refuses the user (${code}); check user and password`
  }
  if (code === NO_DATABASE) return `there is no database ${place}; create it, with createdb`
  if (code === NOT_ALLOWED) {
    return `the user may not make tables in the database ${place}; make it the owner of that database`
  }
  const text = error instanceof Error && code === '' ? error.message : codeOrText(error)
  return `the database ${place} cannot be used (${text})`
}

/** The problem if `error` is about the database at this address; null: it is about something else. */
export function postgresProblem(url: string, error: unknown): StartProblem | null {
  const place = placeOf(url)
  if (error instanceof StoreError)
    return new StartProblem(`DATABASE_URL: ${ofStore(place, error)}.`)
  if (!(error instanceof pg.DatabaseError)) return null
  return new StartProblem(`DATABASE_URL: ${ofServer(place, error)}.`)
}
