/** Passwords: argon2id with OWASP's parameters, and a limit on how many hashes run at once. */
import { fail } from '../http/answer.ts'
import { StartProblem } from '../start-problem.ts'
import { cannotLoad } from '../store/native-module.ts'
import type { Db } from '../store/tables.ts'

/** Loaded only where passwords are used: the command line uses none. */
const argon2 = () => import('@node-rs/argon2')

/**
 * Loads the library of passwords at the start: otherwise a broken installation would be noticed by the first who signs in.
 * @throws StartProblem
 */
export async function loadPasswords(load: () => Promise<unknown> = argon2): Promise<void> {
  try {
    await load()
  } catch {
    // The library's own text is about a fault of npm, which is only one of the causes.
    throw new StartProblem(cannotLoad('@node-rs/argon2'))
  }
}

/** 19 MiB, two passes, one lane; argon2id is the library's default. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Each hash holds a thread and 19 MiB. */
const MAX_IN_FLIGHT = 4
/** Of these, new passwords may use so many, so that people can always sign in. */
const MAX_NEW_IN_FLIGHT = 2
const MAX_NEW_WAITING = 16
/** Further requests are refused: their answer would come after the client has given up. */
const MAX_WAITING = 64

/** The answer while too many passwords are being hashed. */
export const TOO_BUSY = fail('busy', { retryMs: 2_000 })

/** Hash of a password that nobody knows, so that an unknown handle takes as long as a known one. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$cGVhbC1ub2JvZHktc2FsdA$BQx2TndZFUq0FOdvZ0oZ5G0yVvyg5sSv0mYg9V2fNxQ'

/** Makes and checks hashes, few at a time. */
export type Passwords = ReturnType<typeof createPasswords>

/** The PHC string of the member's password; undefined: they have none. */
export async function passwordHash(db: Db, memberId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('password')
    .select('phc')
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.phc
}

/** Runs at most `size` works at once and queues up to `waiting`; null: the queue is full. */
function createGate(size: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (running >= size) {
      if (queue.length >= waiting) return null
      // The work that ends hands its place on, so that no newcomer takes it first.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

export function createPasswords() {
  const gate = createGate(MAX_IN_FLIGHT, MAX_WAITING)
  const gateOfNew = createGate(MAX_NEW_IN_FLIGHT, MAX_NEW_WAITING)
  /** The members and invitations for which a new password is being hashed. */
  const hashing = new Set<string>()

  return {
    /**
     * The PHC string to store; null: too busy. `key`: the member or invitation that it is for. There is one
     * hash at a time for each.
     */
    async hash(password: string, key: string): Promise<string | null> {
      if (hashing.has(key)) return null
      hashing.add(key)
      const hash = async () => (await argon2()).hash(password, ARGON2)
      return gateOfNew(() => gate(hash)).finally(() => hashing.delete(key))
    },
    /** Whether `password` matches `phc` (undefined: it does not); null: too busy. */
    matches: (phc: string | undefined, password: string) =>
      gate(async () => {
        const same = await (await argon2()).verify(phc ?? NOBODYS, password)
        return phc !== undefined && same
      }),
  }
}
