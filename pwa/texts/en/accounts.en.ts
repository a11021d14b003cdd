/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'IM accounts',
  text: 'Where else people may call you. Everybody here sees them on your profile.',
  none: 'No ways to call but Peal itself are switched on here.',
  add: 'Add an account',
  onlyEnabled: 'Only kinds that your administrator has turned on',
  /** A label at the beginning of a line. */
  named: (label: string) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example: string) => `Such as ${example}`,
  wrong: (label: string, example: string) => `That is no ${label}. One looks like ${example}.`,
  save: 'Save',
  saveNamed: (label: string) => `Save the ${label}`,
  saved: (title: string) => `${title} saved`,
  cancel: 'Cancel',
  remove: (label: string, value: string) => `Remove the ${label} ${value}`,
  removed: (value: string) => `${value} removed`,
  loadFailed: 'IM accounts could not be loaded',
  tooMany: 'These are as many as one person may have.',
  opened: (title: string) => `${title} is opening.`,
  ways: (name: string) => `Ways to reach ${name}`,
  callBy: (name: string, by: string) => `Call ${name} by ${by}`,
  /** One of several accounts of a kind. */
  theirs: (title: string, value: string) => `${title}, ${value}`,
  choose: (name: string) => `Choose how to call ${name}`,
  lastUsed: 'Last used.',
  wasLast: 'Last used',
  noneGiven: (label: string) => `No ${label} given`,
}
