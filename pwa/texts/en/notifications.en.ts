/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller: string) => `${caller} is calling`,
  ringText: 'Incoming call',
  /** Where a ring can be neither repeated nor removed. Stays true while it is shown. */
  called: (caller: string) => `Call from ${caller}`,
  /** `time` is a weekday and a time here and below, such as "Monday 09:05". */
  calledText: (time: string) => `${time}. Press to see whether it still rings.`,
  answer: 'Answer',
  decline: 'Decline',
  answering: 'Answering…',
  lead: (caller: string) => `Press to talk with ${caller}`,
  leadText: 'The window of the call did not open by itself.',
  callBack: 'Call back',
  missed: (caller: string, count: number) =>
    count === 1 ? `Missed call from ${caller}` : `${count} missed calls from ${caller}`,
  missedText: (time: string, count: number) => (count === 1 ? time : `Last ${time}`),
  /** Shown for a few seconds when a ring is over and was not missed. */
  over: {
    answered: 'Answered on another device',
    declined: 'Call declined',
    over: 'The call is over',
  },
  test: 'Test ring',
  testText: 'This is how Peal rings here.',
  proved: 'Calls can ring here',
  provedText: 'The first message came through.',
  /** For a message that means nothing to this member or to this version. */
  neutralText: 'Open Peal to see what is new.',
}
