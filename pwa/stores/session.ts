/** Who is signed in here: the member and the device. Kept in the browser, so that Peal opens offline. */
import { computed, ref, watch } from 'vue'
import { api, type Session } from '../../protocol/api.ts'
import type { Device, Self } from '../../protocol/people.ts'
import { request, type Result } from '../api/http.ts'
import { keepSecret, SIGN_IN_SECRET } from '../platform/browser/fragment.ts'
import { wipeMemberData } from '../platform/installed/member-wipe.ts'
import { SESSION_KEY, keptJson } from '../platform/kept-json.ts'
import { localStore } from '../platform/safe-storage.ts'
import { useNews } from './news.ts'
import { createReader } from './reader.ts'
import { store } from './store.ts'

/** `unreachable`: nobody is known here and the server cannot be asked. */
export type SessionState = 'asking' | 'in' | 'out' | 'unreachable'

export const useSession = store(() => {
  const kept = keptJson(SESSION_KEY, api.session.response)
  const member = ref<Self | null>(kept?.member ?? null)
  const device = ref<Device | null>(kept?.device ?? null)
  const state = ref<SessionState>(kept === null ? 'asking' : 'in')
  /** The tag of the language that pages are to be in; null: the server has not said. */
  const language = ref<string | null>(null)
  const mobile = computed(() => device.value?.kind === 'mobile')
  /** Counts members who were signed in here and have gone. */
  const endings = ref(0)
  /** Runs `work` whenever a member who was signed in here has gone. */
  const whenGone = (work: () => void) => watch(endings, work)
  const reader = createReader(
    () => request(api.session),
    (result) => {
      if (result.ok) take(result.data)
      else if (result.code === 'signed-out') forget()
      else if (member.value === null) state.value = 'unreachable'
    },
  )
  useNews().when(['self'], () => state.value === 'in' && void ask())

  function take(session: Session): void {
    if (member.value !== null && member.value.id !== session.member.id) {
      endings.value += 1
      // The worker does so, too, but it does not see pages that were loaded without it.
      void wipeMemberData()
    }
    // Pushes for another member, or for a device that is signed out, must not ring here.
    if (device.value?.id !== session.device.id) void endPush(session.device.id)
    member.value = session.member
    device.value = session.device
    language.value = session.language ?? null
    state.value = 'in'
    keep()
  }

  function keep(): void {
    if (member.value === null || device.value === null) return
    const session = { member: member.value, device: device.value }
    localStore.setItem(SESSION_KEY, JSON.stringify(session))
  }

  /** Asks the server who is signed in. If it cannot be reached, what is known stays. */
  const ask = async (): Promise<void> => void (await reader.load())

  /** Resolves as soon as it is known whether somebody is signed in. */
  async function known(): Promise<SessionState> {
    if (state.value === 'in') void ask()
    else if (state.value !== 'out') await ask()
    return state.value
  }

  /** The member has changed, by the server's message or by a change made here. */
  function setMember(next: Self): void {
    if (member.value?.id !== next.id) return
    member.value = next
    keep()
  }

  /** The member has called by this connector, on this device or another. */
  function calledBy(connector: string): void {
    if (member.value !== null && member.value.connectorLast !== connector) {
      setMember({ ...member.value, connectorLast: connector })
    }
  }

  function setDevice(next: Device): void {
    if (device.value?.id !== next.id) return
    device.value = next
    keep()
  }

  /** Nobody is signed in any more: removes all data of the member from this browser. */
  function forget(): void {
    localStore.removeItem(SESSION_KEY)
    if (member.value !== null) endings.value += 1
    member.value = null
    device.value = null
    state.value = 'out'
    void endPush(null)
    // Not awaited, because a browser may never answer.
    void wipeMemberData()
  }

  /** Signs this device out; `signed-out` counts as success. */
  async function signOut(): Promise<Result<object>> {
    const result = await request(api.signOut)
    if (result.ok || result.code === 'signed-out') {
      // An unused sign-in link would be offered again in place of the password.
      keepSecret(SIGN_IN_SECRET, '')
      reader.forget()
      forget()
    }
    return result
  }

  return {
    member,
    device,
    language,
    state,
    mobile,
    endings,
    whenGone,
    /** The server says that this member is signed in here; whoever was asked about before is not. */
    take(session: Session): void {
      reader.forget()
      take(session)
    },
    ask,
    known,
    setMember,
    calledBy,
    setDevice,
    signOut,
  }
})

/** Ends the browser's push subscription, unless it is this device's. Loads its code late. */
async function endPush(keepFor: string | null): Promise<void> {
  const { endSubscription } = await import('../platform/push/push-end.ts')
  await endSubscription(keepFor)
}
