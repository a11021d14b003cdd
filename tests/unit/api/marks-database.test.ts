import { expect, it } from 'vitest'
import { marksDatabase } from '../../../pwa/api/marks-database.ts'

/** As much of an IndexedDB as reading all of one store needs. */
function holding(values: readonly unknown[]): IDBFactory {
  const answer = (result: unknown) => {
    const request = { result, onsuccess: () => undefined as void }
    setTimeout(() => request.onsuccess())
    return request
  }
  const database = {
    transaction: () => {
      const transaction = {
        oncomplete: () => undefined as void,
        objectStore: () => ({
          getAll: () => {
            setTimeout(() => setTimeout(() => transaction.oncomplete()))
            return answer(values)
          },
        }),
      }
      return transaction
    },
    close: () => undefined,
  }
  return { open: () => answer(database) } as unknown as IDBFactory
}

it('the database returns the marks, and ignores what has another shape', async () => {
  const seen = { key: 1, memberId: 'me', mark: { kind: 'seen', upTo: 7, with: 'ada' } }
  const favourite = {
    ...{ key: 4, memberId: 'me' },
    mark: { kind: 'favourite', handle: 'ada', favourite: true },
  }
  const strange = [
    { key: 2, memberId: 'me', mark: { kind: 'muted' } },
    { key: 3, memberId: 'me' },
    'mark',
    null,
  ]
  expect(await marksDatabase(holding([seen, ...strange, favourite])).all()).toEqual([
    seen,
    favourite,
  ])
})
