/** The form of the installation's settings: typed text, and the change that it means. Pure. */
import * as v from 'valibot'
import { INSTALLATION_SETTINGS, settingsChange } from '../../../protocol/installation-settings.ts'
import type { SettingName, SettingsChange } from '../../../protocol/installation-settings.ts'
import type { SettingsView } from '../../stores/admin.ts'
import * as texts from '../../texts/texts.ts'

export type SettingsForm = Record<SettingName, string>
export type WrongSettings = Partial<Record<SettingName, string>>

const t = texts.admin.installation

/** The form with the current settings. The server never tells the secret. */
export function formOf(settings: SettingsView): SettingsForm {
  return {
    ringSeconds: String(settings.ringSeconds),
    pairCalls: String(settings.pairCalls),
    callerCalls: String(settings.callerCalls),
    stunUrls: settings.stunUrls.join('\n'),
    turnUrls: settings.turnUrls.join('\n'),
    turnSecret: '',
  }
}

/** The fields that were typed into, which stay as they are when the settings change elsewhere. */
export function changedFields(form: SettingsForm, unchanged: SettingsForm): Partial<SettingsForm> {
  const names = INSTALLATION_SETTINGS.filter((name) => form[name] !== unchanged[name])
  return Object.fromEntries(names.map((name) => [name, form[name]]))
}

/** The variable that sets a value in the server's environment, or null. */
export function setBy(settings: SettingsView, name: SettingName): string | null {
  return settings.setBy.find(({ setting }) => setting === name)?.variable ?? null
}

const lines = (text: string) => text.split(/[\s,]+/).filter((line) => line !== '')
const wholeNumber = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : NaN)

/**
 * What the form changes of the settings. An empty secret stays the one that is set, or goes with the
 * last TURN server.
 */
export function changeOf(form: SettingsForm, settings: SettingsView): SettingsChange {
  const turnUrls = lines(form.turnUrls)
  const isForgotten = turnUrls.length === 0 && settings.hasTurnSecret
  const typed = form.turnSecret.trim()
  const all: SettingsChange = {
    ringSeconds: wholeNumber(form.ringSeconds),
    pairCalls: wholeNumber(form.pairCalls),
    callerCalls: wholeNumber(form.callerCalls),
    stunUrls: lines(form.stunUrls),
    turnUrls,
    turnSecret: typed !== '' ? typed : isForgotten ? null : undefined,
  }
  const before: SettingsChange = { ...settings, turnSecret: undefined }
  const changed = INSTALLATION_SETTINGS.filter(
    (name) =>
      setBy(settings, name) === null && JSON.stringify(all[name]) !== JSON.stringify(before[name]),
  )
  return Object.fromEntries(changed.map((name) => [name, all[name]]))
}

/** Why a change is invalid, in words for each field; empty if it is valid. */
export function wrongIn(change: SettingsChange, settings: SettingsView): WrongSettings {
  const wrong: WrongSettings = {}
  const parsed = v.safeParse(settingsChange, change)
  for (const { path } of parsed.issues ?? []) {
    const name = INSTALLATION_SETTINGS.find((each) => each === path?.[0].key)
    if (name === undefined || wrong[name] !== undefined) continue
    const url = path?.[1]?.value
    wrong[name] = typeof url === 'string' ? t.wrongUrl(url, t.wrong[name]) : t.wrong[name]
  }
  const turnUrls = change.turnUrls ?? settings.turnUrls
  const hasSecret =
    change.turnSecret === undefined ? settings.hasTurnSecret : change.turnSecret !== null
  if (turnUrls.length > 0 && !hasSecret) wrong.turnSecret ??= t.noSecret
  if (turnUrls.length === 0 && hasSecret) wrong.turnUrls ??= t.noTurn
  return wrong
}
