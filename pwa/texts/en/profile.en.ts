/** A person's page, and blocking. */
export const profile = {
  block: 'Block',
  unblock: 'Unblock',
  blockName: (name: string) => `Block ${name}`,
  unblockName: (name: string) => `Unblock ${name}`,
  blocked: (name: string) => `${name} is blocked. Their calls no longer reach you.`,
  unblocked: (name: string) => `${name} can call you again.`,
  blockedText: (name: string) =>
    `You have blocked ${name}: nothing rings or is missed when they call, to them you are away, and they are not told why.`,
  loadFailed: 'This page could not be loaded',
  callsWith: (name: string) => `Calls with ${name}`,
  missedFrom: (name: string) => `Missed from ${name}`,
  noCallsWith: (name: string) => `You and ${name} have not called each other yet.`,
}
