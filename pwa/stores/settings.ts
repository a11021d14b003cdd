/** A member's own settings: profile, password, devices. */
import { ref } from 'vue'
import type { LanguageTag } from '../../protocol/languages.ts'
import { profileApi } from '../../protocol/profile-api.ts'
import type { Device, Self } from '../../protocol/people.ts'
import { request, type Result } from '../api/http.ts'
import { useNews } from './news.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

/** "Until switched off" is the largest number that every side represents exactly. */
const DND_FOREVER = Number.MAX_SAFE_INTEGER

export const useSettings = store(() => {
  const session = useSession()
  /** Null: not loaded. */
  const devices = ref<readonly Device[] | null>(null)
  const reader = createReader(
    () => request(profileApi.devices),
    (result) => {
      if (result.ok) devices.value = result.data.devices
    },
  )
  session.whenGone(() => {
    reader.forget()
    devices.value = null
  })
  useNews().when(['self'], () => void reader.again())

  function takeSelf(result: Result<Self>): Result<Self> {
    if (result.ok) session.setMember(result.data)
    return result
  }

  /** `next` null removes the password. Signs the other devices out. */
  async function setPassword(current: string | null, next: string | null): Promise<Result<Self>> {
    const result = takeSelf(await request(profileApi.setPassword, { body: { current, next } }))
    if (result.ok) await reader.load()
    return result
  }

  async function setRingHere(id: string, ringHere: boolean): Promise<Result<Device>> {
    const result = await request(profileApi.changeDevice, { params: { id }, body: { ringHere } })
    if (result.ok) {
      const changed = result.data
      devices.value = devices.value?.map((device) => (device.id === id ? changed : device)) ?? null
      session.setDevice(changed)
    }
    return result
  }

  async function signOutDevice(id: string): Promise<Result<object>> {
    const result = await request(profileApi.removeDevice, { params: { id } })
    if (result.ok) devices.value = devices.value?.filter((device) => device.id !== id) ?? null
    return result
  }

  return {
    devices,
    setName: async (name: string) =>
      takeSelf(await request(profileApi.changeProfile, { body: { name } })),
    setDoNotDisturb: async (on: boolean) =>
      takeSelf(
        await request(profileApi.changeProfile, { body: { dndUntil: on ? DND_FOREVER : null } }),
      ),
    /** Null: as the browser. */
    async setLanguage(language: LanguageTag | null) {
      const result = takeSelf(await request(profileApi.changeProfile, { body: { language } }))
      // The server also says which language the browser asks for.
      if (result.ok) await session.ask()
      return result
    },
    setPhoto: async (file: Blob) => takeSelf(await request(profileApi.setPhoto, { file })),
    removePhoto: async () => takeSelf(await request(profileApi.removePhoto)),
    setPassword,
    loadDevices: reader.load,
    setRingHere,
    signOutDevice,
  }
})
