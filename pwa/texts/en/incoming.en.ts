/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller: string) => `Incoming call from ${caller}`,
  video: 'Incoming video call',
  answer: 'Answer',
  soundOnly: 'Answer with sound only',
  decline: 'Decline',
  missed: (caller: string) => `Missed call from ${caller}`,
  answeredElsewhere: 'Answered on another device',
  hear: 'Press to hear the ring',
  notification: (caller: string) => `${caller} is calling`,
  notificationText: 'Press to answer in Peal.',
}
