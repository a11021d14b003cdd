/** A load fails while the network or the server is away. */
const RETRY_MS = 5_000

/** Loads code that most pages never need; tries again until it is there. */
export function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  return load().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return loadCode(load)
  })
}
