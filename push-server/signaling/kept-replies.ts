/**
 * The last replies of a socket, for requests that are repeated because their reply did not arrive in time. They are
 * few and small: a page decides how many it causes. Every request does the same when it is handled again, so a reply
 * that is not kept is made anew.
 */

/** A page has far fewer requests in progress. */
const MOST = 64
/** Of all kept replies together; a usual one has less than 1 KB. */
const MOST_BYTES = 32_768
/** A longer one is not kept. */
const MOST_BYTES_EACH = 8_192

export class KeptReplies {
  /** By the request's number, the oldest first; null: the request is in progress. */
  readonly #replies = new Map<number, string | null>()
  #bytes = 0

  /** How much memory the replies take, about. */
  get bytes(): number {
    return this.#bytes
  }

  /** Its text; null: in progress; undefined: the request is new, or its reply is not kept. */
  get(req: number): string | null | undefined {
    return this.#replies.get(req)
  }

  /** The request is in progress: a repetition has to wait for its reply. */
  begin(req: number): void {
    this.#put(req, null)
  }

  keep(req: number, text: string): void {
    if (Buffer.byteLength(text) > MOST_BYTES_EACH) this.forget(req)
    else this.#put(req, text)
  }

  forget(req: number): void {
    this.#bytes -= sizeOf(this.#replies.get(req))
    this.#replies.delete(req)
  }

  #put(req: number, text: string | null): void {
    this.forget(req)
    this.#replies.set(req, text)
    this.#bytes += sizeOf(text)
    for (const oldest of this.#replies.keys()) {
      if (this.#replies.size <= MOST && this.#bytes <= MOST_BYTES) return
      this.forget(oldest)
    }
  }
}

function sizeOf(text: string | null | undefined): number {
  return text === null || text === undefined ? 0 : Buffer.byteLength(text)
}
