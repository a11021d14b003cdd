/** The members of the demo: three, each with a portrait and a sign-in link. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceKind } from '../../protocol/people.ts'

const PEOPLE = [
  { handle: 'ada', name: 'Ada Lovelace', admin: true },
  { handle: 'grace', name: 'Grace Hopper', admin: false },
  { handle: 'linus', name: 'Linus Torvalds', admin: false },
] as const

/** The methods of the people room that the demo calls. */
interface DemoDeps {
  addMember(member: { handle: string; name: string; admin: boolean }): Promise<string | null>
  setPhoto(memberId: string, photo: { type: 'image/webp'; bytes: Buffer }): Promise<void>
  signInUrl(handle: string, device: DeviceKind | null): Promise<string | null>
}

/**
 * Fills an empty database; `portraits` is the folder of the portraits.
 * @returns the lines that the demo prints
 */
export async function fillDemo(people: DemoDeps, portraits: string, origin: string) {
  const links: { title: string; url: string }[] = []
  const link = async (title: string, handle: string, device: DeviceKind | null) => {
    links.push({ title, url: (await people.signInUrl(handle, device)) ?? '' })
  }
  for (const person of PEOPLE) {
    const id = await people.addMember(person)
    if (id === null) continue
    const bytes = readFileSync(join(portraits, `${person.handle}.webp`))
    await people.setPhoto(id, { type: 'image/webp', bytes })
    await link(person.name, person.handle, null)
  }
  await link("Grace's phone", 'grace', 'mobile')
  const width = Math.max(...links.map(({ title }) => title.length))
  return [
    `Peal's demo is listening on ${origin}; all that is in it goes when you stop it.`,
    '',
    ...links.map(({ title, url }) => `  ${title.padEnd(width)}  ${url}`),
    '',
    "Open Ada's link in one browser and Grace's in another (or in a private window), and press Call.",
  ]
}
