/** The call window. */
export const call = {
  title: (name: string) => `${name} · Peal`,
  untitled: 'Call · Peal',
  stage: {
    browserAsks: 'Your browser asks here. Press Allow.',
    calling: (name: string) => `Calling ${name}…`,
    ringing: 'Ringing…',
    connecting: 'Connecting…',
    connected: 'Connected',
    reconnecting: 'Reconnecting…',
    looking: 'Looking for a device that can ring',
    calls: (name: string) => `${name} is calling.`,
    opening: 'Opening the call…',
    offline: 'Calls are off while offline.',
    away: 'Peal cannot reach its server.',
  },
  controls: {
    mute: 'Mute microphone',
    unmute: 'Unmute microphone',
    muteWord: 'Mute',
    unmuteWord: 'Unmute',
    hangUp: 'Hang up',
    cameraOff: 'Turn camera off',
    cameraOn: 'Turn camera on',
    cameraOffWord: 'Camera off',
    cameraOnWord: 'Camera on',
    more: 'More',
    hear: 'Press to hear',
    name: 'Call controls',
  },
  video: {
    own: 'Your video',
    other: (name: string) => `${name}'s video`,
  },
  notKept:
    'This browser keeps nothing for Peal: what you choose here is forgotten with this window.',
}
