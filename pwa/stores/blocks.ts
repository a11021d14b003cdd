/** Blocking people. */
import { api } from '../../protocol/api.ts'
import type { Contact } from '../../protocol/people.ts'
import { request, type Result } from '../api/http.ts'
import { useContacts } from './contacts.ts'

/** Not queued while offline: whoever blocks somebody has to know that it took effect. */
export async function setBlocked(handle: string, blocked: boolean): Promise<Result<Contact>> {
  const result = await request(api.setBlocked, { params: { handle }, body: { blocked } })
  if (result.ok) useContacts().learn([result.data])
  return result
}

/** Loads everybody whom one blocks. */
export async function loadBlocked(): Promise<Result<readonly Contact[]>> {
  const result = await request(api.blocked)
  if (!result.ok) return result
  const { people } = result.data
  useContacts().learn(people)
  return { ...result, data: people }
}
