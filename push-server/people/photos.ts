/** Members' photos: checked when uploaded, cached for ever when shown. */
import { PHOTO_MAX_BYTES, PHOTO_MAX_PX } from '../../protocol/people.ts'
import { bareContract } from '../contract/bare-contract.ts'
import { profileContract } from '../contract/profile-contract.ts'
import { fail } from '../http/answer.ts'
import { readBytes } from '../http/body.ts'
import { failed, serve, serveBare, type App } from '../http/routes.ts'
import type { Db } from '../store/tables.ts'
import { writeAs } from '../store/write-as.ts'
import { memberChanged } from './member-changed.ts'
import { selfAnswer } from './members.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { stripPhoto } from './photo-strip.ts'
import { newPhotoVersion, photoHeader, type PhotoType } from './photo-check.ts'

/** The address includes the version, so that its content never changes. */
const FOR_EVER = 'private, max-age=31536000, immutable'

/** Saves a checked photo, inside the caller's transaction. */
export async function savePhoto(
  db: Db,
  memberId: string,
  photo: { type: PhotoType; bytes: Buffer },
): Promise<void> {
  const { type, bytes } = photo
  await db
    .insertInto('photo')
    .values({ member_id: memberId, type, bytes })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ type, bytes }))
    .execute()
  await db
    .updateTable('member')
    .set({ photo_version: newPhotoVersion() })
    .where('id', '=', memberId)
    .execute()
}

/** Mounts the routes that show, set and remove photos. */
export function mountPhotos(app: App, deps: PeopleRoomDeps): void {
  const { store, clock } = deps

  serve(app, profileContract.setPhoto, async ({ identity, raw }) => {
    const bytes = await readBytes(raw, PHOTO_MAX_BYTES)
    if (bytes === null) return fail('too-large')
    const header = photoHeader(bytes)
    if (header === null || header.width === 0 || header.height === 0) return fail('not-a-photo')
    if (header.width > PHOTO_MAX_PX || header.height > PHOTO_MAX_PX) return fail('too-large')
    const picture = stripPhoto(bytes, header.type)
    const size = picture === null ? null : photoHeader(picture)
    if (picture === null || size === null) return fail('not-a-photo')
    // Its first header may have said another size than that of the picture within.
    if (size.width > PHOTO_MAX_PX || size.height > PHOTO_MAX_PX) return fail('too-large')
    await writeAs(store, identity, (db) =>
      savePhoto(db, identity.memberId, { type: header.type, bytes: picture }),
    )
    await memberChanged(deps, identity.memberId)
    return selfAnswer(store.read, identity.memberId, clock)
  })

  serve(app, profileContract.removePhoto, async ({ identity }) => {
    await writeAs(store, identity, async (db) => {
      await db.deleteFrom('photo').where('member_id', '=', identity.memberId).execute()
      await db
        .updateTable('member')
        .set({ photo_version: null })
        .where('id', '=', identity.memberId)
        .execute()
    })
    await memberChanged(deps, identity.memberId)
    return selfAnswer(store.read, identity.memberId, clock)
  })

  serveBare(app, bareContract.photo, async (c) => {
    const { handle = '', version = '' } = c.req.param()
    const photo = await store.read
      .selectFrom('member')
      .innerJoin('photo', 'photo.member_id', 'member.id')
      .select(['photo.type', 'photo.bytes'])
      .where('member.handle', '=', handle)
      .where('member.photo_version', '=', version)
      .executeTakeFirst()
    if (photo === undefined) return failed(c, fail('not-found'))
    return c.body(new Uint8Array(photo.bytes), 200, {
      'Content-Type': photo.type,
      'Cache-Control': FOR_EVER,
      // A picture that is opened as a page of its own may load and run nothing.
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
  })
}
