/** Whether a way to call is one for this person. */
export function canUse(
  { account }: { readonly account: { readonly type: string } | null },
  person: { readonly accounts?: readonly string[] | undefined },
): boolean {
  return account === null || person.accounts?.includes(account.type) === true
}
