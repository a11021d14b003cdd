/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  more: {
    rang: (name: string) => `${name} will see that you called.`,
    notRung: (name: string, browser: string) =>
      `${name} was not rung. To allow them in ${browser}:`,
    allowIn: (browser: string) => `To allow them in ${browser}:`,
    supported:
      'Peal calls with Chromium, Chrome or Edge 125 and later, Firefox 128 and later, and Safari 18 and later, over https or on this computer.',
  },
  permission: {
    titleCall: (name: string) => `To call ${name}, Peal needs your microphone and camera`,
    titleAnswer: (name: string) => `To talk with ${name}, Peal needs your microphone and camera`,
    text: (name: string) =>
      `Sound and picture go straight to ${name}, encrypted. Nobody is rung until you allow it.`,
    textAnswer: (name: string) => `Sound and picture go straight to ${name}, encrypted.`,
    microphone: 'Microphone',
    camera: 'Camera',
    cancel: 'Cancel the call',
    thisBrowser: 'this browser',
    steps: {
      chromium: [
        'Press this sign, left of the address',
        'Turn Microphone and Camera on',
        'Come back here and try again',
      ],
      firefox: [
        'Press the crossed-out sign, left of the address',
        'Remove “Blocked” beside Microphone and Camera',
        'Come back here, try again, and press Allow',
      ],
      safari: [
        'In the menu, open Safari, Settings for this website',
        'Set Camera and Microphone to Allow',
        'Come back here and try again',
      ],
      other: [
        'Open this site’s settings, near the address',
        'Allow microphone and camera',
        'Come back here and try again',
      ],
    } satisfies Record<string, readonly [string, string, string]>,
  },
  question: {
    title: (name: string) => `Call ${name}?`,
    text: 'A link or another page asks for this call. Nobody is called before you press.',
    call: (name: string) => `Call ${name}`,
  },
  devices: {
    title: 'Devices',
    camera: 'Camera',
    microphone: 'Microphone',
    speaker: 'Speaker',
    standard: 'Chosen by the system',
    none: 'None found',
    unnamed: (kind: string, index: number) => `${kind} ${index}`,
    speakerFixed: 'This browser uses the speaker that the system chooses.',
  },
  quality: {
    words: ['Nothing arrives', 'Bad', 'Fair', 'Good', 'Very good'],
    bars: (quality: string) => `Connection: ${quality}, encrypted`,
  },
  menu: {
    shareScreen: 'Share screen',
    stopSharing: 'Stop sharing',
    devices: 'Devices',
    fullScreen: 'Full screen',
    pictureInPicture: 'Picture in picture',
    details: 'Connection details',
  },
  details: {
    title: 'Connection details',
    waiting: 'Nothing is known of the connection yet.',
    quality: 'Quality',
    encryption: 'Encryption',
    path: 'Path',
    direct: 'Straight to the other browser',
    relayed: 'Through a relay',
    transport: 'Transport',
    roundTrip: 'Round trip',
    loss: 'Lost on the way',
    receiving: 'Receiving',
    sending: 'Sending',
    pictureIn: 'Picture received',
    pictureOut: 'Picture sent',
    codecs: 'Codecs',
    ms: (value: number) => `${value} ms`,
    percent: (share: number) => `${(share * 100).toFixed(1)} %`,
    rate: (bitsPerSecond: number) => `${Math.round(bitsPerSecond / 1000)} kbit/s`,
    picture: (width: number, height: number, fps: number | null) =>
      fps === null ? `${width} × ${height}` : `${width} × ${height}, ${Math.round(fps)} a second`,
  },
  notes: {
    cameraRefused: 'Your camera is blocked: the call has sound only.',
    cameraAbsent: 'No camera was found: the call has sound only.',
    cameraBusy: 'Another program uses your camera: the call has sound only.',
    cameraFailed: 'Your camera could not be opened: the call has sound only.',
    microphoneAbsent: 'No microphone was found: the other side does not hear you.',
    microphoneBusy: 'Another program uses your microphone: the other side does not hear you.',
    microphoneFailed: 'Your microphone could not be opened: the other side does not hear you.',
  },
}
