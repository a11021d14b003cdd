/** Carries out administrators' commands, in the running server or in a process that holds the folder's lock. */
import type { Connector } from '../../protocol/connectors.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import type { Answer } from '../http/answer.ts'
import { problem, type Command, type Outcome } from './commands.ts'

/** The methods of the other rooms that commands call. */
interface CommandDeps {
  readonly people: {
    /** Adds a member and returns their id; null: the handle is taken. `reuse`: unless by one who was removed. */
    addMember(member: {
      handle: string
      name: string
      admin: boolean
      reuse?: boolean | undefined
    }): Promise<string | null>
    /** Corrects a handle; the answer holds the one before. */
    renameMember(
      handle: string,
      to: { readonly next: string; readonly reuse?: boolean | undefined },
    ): Promise<Answer<string>>
    /** Brings a member back under the handle `next`, or the one they had, which the answer holds. */
    restoreMember(handle: string, next: string | undefined): Promise<Answer<string>>
    listMembers(): Promise<{ id: string; handle: string; name: string; admin: boolean }[]>
    /** Removes a member; returns their current handle. Null: this handle is nobody's, now or formerly. */
    removeMember(handle: string): Promise<string | null>
    /** Makes a single-use link; null: there is no member with this handle. */
    signInUrl(handle: string, device: DeviceKind | null): Promise<string | null>
  }
  readonly connectors: {
    list(): readonly { connector: Connector; enabled: boolean }[]
    /** `by` is null: the command line. `field`: the setting that has to be set before. */
    change(
      id: string,
      change: { enabled: boolean },
      by: null,
    ): Promise<{ readonly ok: boolean; readonly field?: string }>
  }
  readonly push: {
    /** Makes a new VAPID key pair the current one; returns its id. */
    rotateKeys(): Promise<string>
  }
}

function done(json: unknown, ...lines: string[]): Outcome {
  return { ok: true, json, lines }
}

/** The rows as lines with aligned columns. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

async function switchConnector(
  { connectors }: CommandDeps,
  id: string,
  enabled: boolean,
): Promise<Outcome> {
  const changed = await connectors.change(id, { enabled }, null)
  if (!changed.ok && changed.field === undefined) {
    const known = connectors.list().map(({ connector }) => connector.id)
    return problem(`There is no connector "${id}"; there are: ${known.join(', ')}.`)
  }
  if (!changed.ok) {
    return problem(`${id} lacks its setting "${changed.field}"; set it on Peal's Admin page.`)
  }
  return done({ id, enabled }, `${id} is ${enabled ? 'on' : 'off'}.`)
}

/** Carries one command out. Mistakes of the user are returned as a problem; faults are thrown. */
export async function runCommand(deps: CommandDeps, asked: Command): Promise<Outcome> {
  const { people, connectors } = deps
  switch (asked.do) {
    case 'member add': {
      const { handle, name, admin, reuse } = asked
      const id = await people.addMember({ handle, name, admin, reuse })
      if (id === null) {
        return problem(
          `The handle "${handle}" is taken. If it was a removed member's, --reuse gives it out again, and member restore brings them back.`,
        )
      }
      const signInUrl = await people.signInUrl(handle, null)
      return done(
        { id, handle, signInUrl },
        `Added ${name} (${handle}). To sign in, once, within 15 minutes:`,
        signInUrl ?? '',
      )
    }
    case 'member list': {
      const members = await people.listMembers()
      const rows = members.map((each) => [
        each.handle,
        each.name,
        each.admin ? 'admin' : '',
        each.id,
      ])
      return done(members, ...table(rows))
    }
    case 'member remove': {
      const handle = await people.removeMember(asked.handle)
      return handle === null
        ? problem(`There is no member "${asked.handle}".`)
        : done({ handle, removed: true }, `Removed ${handle}.`)
    }
    case 'member handle': {
      const { handle, to, reuse } = asked
      const changed = await people.renameMember(handle, { next: to, reuse })
      if (changed.ok) {
        const former = changed.data
        return done(
          { handle: to },
          `${former} is ${to} now. Links with ${former} work for 90 days.`,
        )
      }
      if (changed.code === 'unknown-member') return problem(`There is no member "${handle}".`)
      return problem(
        changed.code === 'handle-removed'
          ? `The handle "${to}" was a removed member's. --reuse gives it out again.`
          : `The handle "${to}" is taken.`,
      )
    }
    case 'member restore': {
      const { handle, to } = asked
      const restored = await people.restoreMember(handle, to)
      if (restored.ok) {
        const now = restored.data
        return done({ handle: now, restored: true }, `${now} is a member again.`)
      }
      return problem(
        restored.code === 'not-found'
          ? `Nobody with the handle "${handle}" was removed in the last 30 days.`
          : `The handle "${to ?? handle}" is taken; --to brings them back under another one.`,
      )
    }
    case 'sign-in-link': {
      const signInUrl = await people.signInUrl(asked.handle, asked.device)
      return signInUrl === null
        ? problem(`There is no member "${asked.handle}".`)
        : done({ signInUrl }, signInUrl)
    }
    case 'connector list': {
      const listed = connectors.list().map(({ connector, enabled }) => ({
        id: connector.id,
        title: connector.title,
        kind: connector.kind,
        enabled,
      }))
      const rows = listed.map((each) => [
        each.id,
        each.enabled ? 'on' : 'off',
        each.kind,
        each.title,
      ])
      return done(listed, ...table(rows))
    }
    case 'connector enable':
      return switchConnector(deps, asked.id, true)
    case 'connector disable':
      return switchConnector(deps, asked.id, false)
    case 'vapid rotate': {
      const key = await deps.push.rotateKeys()
      return done(
        { key },
        `The VAPID key is a new one (${key}). Devices move to it when Peal is next opened there;`,
        'until then the former one goes on ringing them.',
      )
    }
    default:
      return asked satisfies never
  }
}
