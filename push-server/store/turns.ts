/** Runs works beside each other, at most so many, or one alone. First come, first served. */

interface Waiting {
  readonly alone: boolean
  readonly start: () => void
}

/** @param most how many run at once */
export function createTurns(most: number) {
  const waiting: Waiting[] = []
  let running = 0
  let isAlone = false

  function next(): void {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      if (isAlone || running >= (first.alone ? 1 : most)) return
      waiting.shift()
      running += 1
      isAlone = first.alone
      first.start()
    }
  }

  return {
    /** Runs `work` when it is its turn; `alone`: while nothing else runs. */
    async run<T>(work: () => Promise<T>, alone = false): Promise<T> {
      await new Promise<void>((start) => {
        waiting.push({ alone, start })
        next()
      })
      try {
        return await work()
      } finally {
        running -= 1
        isAlone = false
        next()
      }
    },
  }
}
