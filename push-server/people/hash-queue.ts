/**
 * The order in which passwords are hashed, few at once. Who is known (a browser in which the member has signed in
 * before, a signed-in device, an invitation) waits in a line of their own, and gets every other place: strangers, who
 * may be as many as an attacker has addresses, cannot keep them out. Within a line everybody has their turn, however
 * much one of them asks for.
 */

/** Who waits: `key` is the account of somebody known, and the network of a stranger. */
export interface Waiting {
  readonly isKnown: boolean
  readonly key: string
}

/** Told whether it is their turn, or whether they are refused. */
type Turn = (isTurn: boolean) => void

/** A line of at most `most`, in which keys take turns. */
class Line {
  readonly #turns = new Map<string, Turn[]>()
  readonly #most: number
  #size = 0

  constructor(most: number) {
    this.#most = most
  }

  get isEmpty(): boolean {
    return this.#size === 0
  }

  /** If the line is full, the newest of the key that has most in it is refused. */
  add(key: string, turn: Turn): void {
    const own = this.#turns.get(key) ?? []
    this.#turns.set(key, own)
    own.push(turn)
    this.#size += 1
    if (this.#size > this.#most) this.#refuseOne(own)
  }

  next(): Turn | undefined {
    const [first] = this.#turns
    if (first === undefined) return undefined
    const [key, turns] = first
    const turn = turns.shift()
    this.#size -= 1
    this.#turns.delete(key)
    if (turns.length > 0) this.#turns.set(key, turns)
    return turn
  }

  #refuseOne(newest: Turn[]): void {
    let most = newest
    for (const turns of this.#turns.values()) if (turns.length > most.length) most = turns
    const refused = most.pop()
    this.#size -= 1
    for (const [key, turns] of this.#turns) if (turns.length === 0) this.#turns.delete(key)
    refused?.(false)
  }
}

/** `atOnce`: works that run at once; `waiting`: how many of each line may wait. */
export function createHashQueue({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const known = new Line(waiting)
  const strangers = new Line(waiting)
  let running = 0
  let wasKnown = false

  function next(): Turn | undefined {
    const isKnownsTurn = !known.isEmpty && (strangers.isEmpty || !wasKnown)
    wasKnown = isKnownsTurn
    return (isKnownsTurn ? known : strangers).next()
  }

  /** Runs the work in its turn; null: too many wait. */
  return async <T>({ isKnown, key }: Waiting, work: () => Promise<T>): Promise<T | null> => {
    if (running >= atOnce) {
      const line = isKnown ? known : strangers
      // The work that ends hands its place on, so that no newcomer takes it first.
      if (!(await new Promise<boolean>((resolve) => line.add(key, resolve)))) return null
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const turn = next()
      if (turn === undefined) running -= 1
      else turn(true)
    }
  }
}
