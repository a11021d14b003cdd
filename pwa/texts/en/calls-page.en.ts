/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Missed calls',
  filter: 'Show',
  all: 'All',
  fresh: 'New',
  seen: 'Seen',
  none: 'No calls yet',
  noneMissed: 'Nothing missed',
  noneMissedText: 'You will be told here when someone could not reach you.',
  more: 'Show earlier calls',
  phoneNote: 'Calls are made and answered on a desktop. This phone tells you what you missed.',
}
