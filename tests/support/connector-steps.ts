/** What administrators and members do with connectors, by the names of the user interface. */
import type { Page } from 'playwright-core'
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

async function ask(page: Page, method: string, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([way, to, json]) => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch(to, { method: way, headers, body: json })).status
    },
    [method, path, JSON.stringify(body)] as const,
  )
  if (status !== 200) throw new Error(`${method} ${path}: ${status}`)
}

/** Opens the pulldown beside the first Call button of this person. */
export async function openWays(page: Page, name: string) {
  await page
    .getByRole('button', { name: `Choose how to call ${name}` })
    .first()
    .click()
  return page.getByRole('menu', { name: `Choose how to call ${name}` })
}
