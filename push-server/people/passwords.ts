/** Passwords: argon2id with OWASP's parameters, and no more hashes in flight than the server can bear. */

/** Loaded at the first password: a native library that a start need not wait for. */
const argon2 = () => import('@node-rs/argon2')

/** 19 MiB, two passes, one lane; argon2id is the library's default. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Each hash holds a thread and 19 MiB. */
const MAX_IN_FLIGHT = 4
/** What waits beyond this is refused: it would be answered when nobody waits for it any more. */
const MAX_WAITING = 64

/** Hash of a password that nobody knows, so that an unknown handle costs as much as a known one. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$cGVhbC1ub2JvZHktc2FsdA$BQx2TndZFUq0FOdvZ0oZ5G0yVvyg5sSv0mYg9V2fNxQ'

/** Makes and checks hashes, few at a time. */
export interface Passwords {
  /** The PHC string to keep; null: too busy. */
  hash(password: string): Promise<string | null>
  /** Whether `password` is the one of `phc` (of nobody, if undefined); null: too busy. */
  matches(phc: string | undefined, password: string): Promise<boolean | null>
}

/** Lets at most `size` works run at once and `waiting` wait; null: neither had room. */
function createGate(size: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (running >= size) {
      if (queue.length >= waiting) return null
      // The place is handed on by the work that ends, so that nobody slips in between.
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

/** Argon2id, with bounded memory however many sign in at once. */
export function createPasswords(): Passwords {
  const gate = createGate(MAX_IN_FLIGHT, MAX_WAITING)
  return {
    hash: (password) => gate(async () => (await argon2()).hash(password, ARGON2)),
    matches: (phc, password) =>
      gate(async () => {
        const same = await (await argon2()).verify(phc ?? NOBODYS, password)
        return phc !== undefined && same
      }),
  }
}
