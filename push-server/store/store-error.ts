/**
 * What can go wrong with the database as a whole. `newer-database`: it was written by a newer
 * Peal; `closed`: the store was closed before the work could run; `lost-transaction`: SQLite gave
 * up the shared transaction (disk full, I/O error), so that nothing of it is kept.
 */
export type StoreErrorCode = 'newer-database' | 'closed' | 'lost-transaction'

/** A fault of the database as a whole, told by its code. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
