/** The connectors that an administrator has switched on, as every page reads them. */
import * as v from 'valibot'

export const enabledConnectors = v.object({
  /** The one that the member called by last, on whatever device. */
  last: v.nullable(v.string()),
  /** In their order. */
  connectors: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      hint: v.string(),
      icon: v.string(),
      kind: v.picklist(['peer', 'room', 'dial']),
      /** The IM account that a contact needs for it: its type, and its name in a sentence. */
      account: v.nullable(v.object({ type: v.string(), label: v.string() })),
      /** It opens in a tab of the browser, rather than in another program or a call window. */
      tab: v.boolean(),
    }),
  ),
})
export type EnabledConnectors = v.InferOutput<typeof enabledConnectors>

/** Whether this person can be called by this connector: they have the account that it needs. */
export function canUse(
  { account }: { readonly account: { readonly type: string } | null },
  person: { readonly accounts?: readonly string[] | undefined },
): boolean {
  return account === null || person.accounts?.includes(account.type) === true
}
