/** Ends what a backup must not bring back: links that were open when it was made and, if wanted, all sessions. */
import type { AdminAct } from '../../protocol/admin-acts.ts'
import { withDatabase } from '../store/with-database.ts'

/** `signOut`: every device has to sign in again. `now` in ms. */
export function endAccess(file: string, { signOut, now }: { signOut: boolean; now: number }): void {
  withDatabase(file, {}, (database) => {
    database.prepare('DELETE FROM ticket').run()
    if (signOut) {
      const out = 'UPDATE device SET signed_out_at = ? WHERE signed_out_at IS NULL'
      database.prepare(out).run(now)
      database.prepare('DELETE FROM subscription').run()
    }
    // Backups of the first versions have no record of acts.
    const hasActs = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'admin_act'").get()
    if (hasActs === undefined) return
    const act: AdminAct = 'backup-restored'
    database
      .prepare("INSERT INTO admin_act (at, member_id, act, target) VALUES (?, NULL, ?, '')")
      .run(now, act)
  })
}
