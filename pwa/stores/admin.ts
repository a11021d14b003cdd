/**
 * What the Admin page knows: members, invitations, settings and what admins did; and the checks that
 * the server runs.
 */
import { ref } from 'vue'
import { adminApi } from '../../protocol/admin-api.ts'
import type { ActView, AdminMember, Invitation, SettingsView } from '../../protocol/admin-api.ts'
import type { SettingsChange } from '../../protocol/installation-settings.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { request, type Failure, type Result } from '../api/http.ts'
import type { Loading } from './contacts.ts'
import { useNews } from './news.ts'
import { pagesAsFar } from './pages.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export type { Failure, Result } from '../api/http.ts'
export type { AdminFinding, AdminLink, AdminMember } from '../../protocol/admin-api.ts'
export type { Invitation, SettingsView } from '../../protocol/admin-api.ts'
export type RemovedMember = ResponseOf<typeof adminApi.removedMembers>['members'][number]
export type Health = ResponseOf<typeof adminApi.examine>

/** Timeout of the checks, which wait for servers that may not answer, ms. */
const CHECK_TIMEOUT_MS = 60_000

export const useAdmin = store(() => {
  const session = useSession()
  const members = ref<readonly AdminMember[]>([])
  const next = ref<string | null>(null)
  const loading = ref<Loading>('not-yet')
  const loadingMore = ref(false)
  const failure = ref<Failure | null>(null)
  /** Null: not loaded. */
  const invitations = ref<readonly Invitation[] | null>(null)
  const acts = ref<readonly ActView[] | null>(null)
  const settings = ref<SettingsView | null>(null)
  const removed = ref<readonly RemovedMember[]>([])
  /** Whom was asked for last, which may not be answered yet. */
  let query = ''
  /** Whom `members` answers. */
  let shownFor = ''

  const people = createReader(
    async () => {
      const q = query
      const read = (after?: string) => request(adminApi.members, { body: { q, after } })
      const first = await read()
      const shown = () => (q === shownFor ? members.value.length : 0)
      return first.ok ? pagesAsFar(first.data, shown, read) : first
    },
    (result) => {
      failure.value = result.ok ? null : result
      if (result.ok) {
        loading.value = 'ready'
        members.value = result.data.items
        next.value = result.data.next
        shownFor = query
      } else if (loading.value !== 'ready' || query !== shownFor) loading.value = 'failed'
    },
  )
  /** What is told as one whole. */
  const readerOf = <T>(read: () => Promise<Result<T>>, take: (data: T) => void) =>
    createReader(read, (result) => {
      if (result.ok) take(result.data)
    })
  const ofRemoved = readerOf(
    () => request(adminApi.removedMembers),
    (data) => (removed.value = data.members),
  )
  const ofInvitations = readerOf(
    () => request(adminApi.invitations),
    (data) => (invitations.value = data.invitations),
  )
  const ofActs = readerOf(
    () => request(adminApi.acts),
    (data) => (acts.value = data.acts),
  )
  const ofSettings = readerOf(
    () => request(adminApi.settings),
    (data) => (settings.value = data),
  )
  const readers = [people, ofRemoved, ofInvitations, ofActs, ofSettings]

  useNews().when(['admin', 'people'], () => {
    for (const reader of readers) void reader.again()
  })
  session.whenGone(() => {
    for (const reader of readers) reader.forget()
    members.value = []
    removed.value = []
    loading.value = 'not-yet'
    invitations.value = null
    acts.value = null
    settings.value = null
  })

  /** Loads everybody, or the members whom `q` finds; if this is what is shown, as many pages as before. */
  async function load(q: string): Promise<void> {
    // The answer to another question must not be shown.
    if (q !== query) people.outdate()
    query = q
    if (loading.value !== 'ready') loading.value = 'loading'
    await people.load()
  }

  async function more(): Promise<void> {
    const after = next.value
    if (after === null || loadingMore.value) return
    loadingMore.value = true
    const result = await request(adminApi.members, { body: { after } })
    loadingMore.value = false
    // The list was reloaded meanwhile.
    if (!result.ok || next.value !== after) return
    members.value = [...members.value, ...result.data.items]
    next.value = result.data.next
  }

  async function setAdmin(handle: string, admin: boolean): Promise<Result<AdminMember>> {
    const result = noted(await request(adminApi.setAdmin, { params: { handle }, body: { admin } }))
    if (!result.ok) return result
    const changed = result.data
    members.value = members.value.map((member) => (member.handle === handle ? changed : member))
    if (handle === session.member?.handle) await session.ask()
    return result
  }

  async function remove(handle: string): Promise<Failure | null> {
    const result = noted(await request(adminApi.removeMember, { params: { handle } }))
    // Already removed by another admin: treat it as success.
    if (!result.ok && result.code !== 'unknown-member') return result
    members.value = members.value.filter((member) => member.handle !== handle)
    void ofRemoved.load()
    return null
  }

  /** `next`: the handle to bring them back with; undefined: the one they had. */
  async function restore(handle: string, next?: string): Promise<Result<object>> {
    const body = { handle: next }
    const result = noted(await request(adminApi.restoreMember, { params: { handle }, body }))
    await Promise.all([ofRemoved.load(), people.load()])
    return result
  }

  async function changeHandle(
    handle: string,
    body: { readonly handle: string; readonly reuse: boolean },
  ): Promise<Result<AdminMember>> {
    const result = noted(await request(adminApi.changeHandle, { params: { handle }, body }))
    if (result.ok) {
      const changed = result.data
      members.value = members.value.map((member) => (member.handle === handle ? changed : member))
    }
    return result
  }

  async function revoke(id: string): Promise<Result<object>> {
    const result = noted(await request(adminApi.revokeInvitation, { params: { id } }))
    // Already used or revoked: treat it as success.
    if (result.ok || result.code === 'not-found') {
      invitations.value = invitations.value?.filter((each) => each.id !== id) ?? null
    }
    return result
  }

  async function changeSettings(body: SettingsChange): Promise<Result<SettingsView>> {
    const result = noted(await request(adminApi.changeSettings, { body }))
    if (result.ok) settings.value = result.data
    return result
  }

  /** Reloads the record of acts after a successful one, and who has open links. */
  function noted<R extends { readonly ok: boolean }>(result: R): R {
    if (result.ok) {
      void ofActs.again()
      void ofInvitations.again()
    }
    return result
  }

  return {
    members,
    next,
    loading,
    loadingMore,
    failure,
    invitations,
    acts,
    settings,
    load,
    more,
    add: async (body: { name: string; handle: string; reuse: boolean }) =>
      noted(await request(adminApi.addMember, { body })),
    linkFor: async (handle: string) =>
      noted(await request(adminApi.memberLink, { params: { handle } })),
    setAdmin,
    remove,
    removed,
    loadRemoved: ofRemoved.load,
    restore,
    changeHandle,
    loadInvitations: ofInvitations.load,
    revoke,
    loadActs: ofActs.load,
    loadSettings: ofSettings.load,
    changeSettings,
    /** Checks the STUN and TURN servers of a change that is not saved. */
    checkServers: (body: Pick<SettingsChange, 'stunUrls' | 'turnUrls' | 'turnSecret'>) =>
      request(adminApi.checkServers, { body, timeoutMs: CHECK_TIMEOUT_MS }),
    examine: () => request(adminApi.examine, { timeoutMs: CHECK_TIMEOUT_MS }),
  }
})
