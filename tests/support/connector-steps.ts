/** What administrators and members do with connectors, by the names of the user interface. */
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { connectorApi } from '../../protocol/connector-api.ts'

/** Settings by their names. */
type Values = Readonly<Record<string, string>>

/** Sets and switches a connector as the Admin page does; the page is an administrator's. */
export async function setConnector(
  admin: Page,
  id: string,
  change: { readonly enabled: boolean; readonly values?: Values },
): Promise<void> {
  const { enabled, values = {} } = change
  const settings = Object.entries(values).map(([name, value]) => ({ name, value }))
  const path = connectorApi.changeConnector.path.replace(':id', id)
  await ask(admin, 'PUT', path, { enabled, settings })
}

/** Adds an IM account to the member of this page. */
export async function addAccount(page: Page, type: string, value: string): Promise<void> {
  await ask(page, 'POST', connectorApi.addAccount.path, { type, value })
}

/** Removes all IM accounts of the member of this page whose connectors are on. */
export async function removeAccounts(page: Page): Promise<void> {
  const { accounts: listed, removeAccount } = connectorApi
  const { accounts } = v.parse(listed.response, await ask(page, 'GET', listed.path))
  for (const { id } of accounts) await ask(page, 'DELETE', removeAccount.path.replace(':id', id))
}

async function ask(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  const { status, json } = await page.evaluate(
    async ([way, to, sent]) => {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(to, { method: way, headers, body: sent })
      return { status: response.status, json: (await response.json()) as unknown }
    },
    [method, path, body && JSON.stringify(body)] as const,
  )
  if (status !== 200) throw new Error(`${method} ${path}: ${status}`)
  return json
}

/** Opens the pulldown beside the first Call button of this person. */
export async function openWays(page: Page, name: string) {
  await page
    .getByRole('button', { name: `Choose how to call ${name}` })
    .first()
    .click()
  return page.getByRole('menu', { name: `Choose how to call ${name}` })
}
