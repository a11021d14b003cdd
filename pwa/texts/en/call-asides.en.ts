const asked = (camera: boolean): string =>
  camera ? 'your microphone and camera' : 'your microphone'
const goesStraight = (name: string, camera: boolean): string =>
  `${camera ? 'Sound and picture go' : 'Your sound goes'} straight to ${name}, encrypted.`

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  /** One sentence after the other. */
  sentences: (said: readonly string[]) => said.join(' '),
  again: 'Call again',
  close: 'Close',
  tryAgain: 'Try again',
  /** Of the other side. */
  lacks: {
    camera: 'Camera off',
    microphone: 'Microphone off',
  },
  more: {
    rang: (name: string) => `${name} will see that you called.`,
    notRung: (name: string, browser: string) =>
      `${name} was not rung. To allow them in ${browser}:`,
    allowIn: (browser: string) => `To allow them in ${browser}:`,
    notRungSystem: (name: string) => `${name} was not rung. To allow them in your system:`,
    allowInSystem: 'To allow them in your system:',
  },
  permission: {
    titleCall: (name: string, camera: boolean) => `To call ${name}, Peal needs ${asked(camera)}`,
    titleAnswer: (name: string, camera: boolean) =>
      `To talk with ${name}, Peal needs ${asked(camera)}`,
    text: (name: string, camera: boolean) =>
      `${goesStraight(name, camera)} Nobody is rung until you allow it.`,
    textAnswer: goesStraight,
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
    /** Where the system blocks them, whatever the browser allows. */
    systemSteps: {
      mac: [
        'Open System Settings, Privacy & Security',
        'Under Microphone and under Camera, switch this browser on',
        'Come back here and try again; the browser may have to be restarted',
      ],
      windows: [
        'Open Settings, Privacy & security',
        'Under Microphone and under Camera, let desktop apps use them',
        'Come back here and try again',
      ],
      other: [
        'Open the privacy settings of your system',
        'Let this browser use microphone and camera',
        'Come back here and try again',
      ],
    } satisfies Record<string, readonly [string, string, string]>,
  },
  question: {
    title: (name: string) => `Call ${name}?`,
    text: 'A link or another page asks for this call. Nobody is called before you press.',
    call: (name: string) => `Call ${name}`,
  },
  ownPicture: {
    move: 'Your picture: arrow keys move it to another corner',
    corners: {
      'top-left': 'Your picture is at the top left.',
      'top-right': 'Your picture is at the top right.',
      'bottom-left': 'Your picture is at the bottom left.',
      'bottom-right': 'Your picture is at the bottom right.',
    },
  },
  devices: {
    title: 'Devices',
    camera: 'Camera',
    microphone: 'Microphone',
    speaker: 'Speaker',
    standard: 'Chosen by the system',
    none: 'None found',
    unlisted: 'This browser does not say which there are.',
    unnamed: (kind: string, index: number) => `${kind} ${index}`,
    speakerFixed: 'This browser uses the speaker that the system chooses.',
  },
  quality: {
    words: ['Nothing arrives', 'Bad', 'Fair', 'Good', 'Very good'] satisfies readonly [
      string,
      string,
      string,
      string,
      string,
    ],
    bars: (quality: string) => `Connection: ${quality}, encrypted`,
  },
  menu: {
    shareScreen: 'Share screen',
    stopSharing: 'Stop sharing',
    devices: 'Devices',
    fullScreen: 'Full screen',
    pictureInPicture: 'Picture in picture',
    details: 'Connection details',
    refused: (mode: string) => `${mode} is not possible: this browser refuses it.`,
  },
  details: {
    title: 'Connection details',
    waiting: 'Nothing is known of the connection yet.',
    found: { here: 'Addresses of this side', there: 'Addresses of the other side' },
    addresses: {
      host: (count: number) => `${count} local`,
      srflx: (count: number) => `${count} public`,
      prflx: (count: number) => `${count} found while connecting`,
      relay: (count: number) => `${count} of a relay`,
    },
    /** How the addresses follow each other. */
    list: (addresses: readonly string[]) => addresses.join(', '),
    noAddress: 'None',
    quality: 'Quality',
    measures: 'Because of it',
    measure: {
      'picture-small': 'Your picture is sent small, so that your sound gets through.',
      'picture-paused': 'Your picture is paused, so that your sound gets through.',
      'sound-thin': 'Your sound is sent in fewer and leaner packets.',
      'sound-repeated': (times: number) =>
        times === 1
          ? 'Each packet of your sound repeats the one before it, since some get lost.'
          : `Each packet of your sound repeats the ${times} before it, since many get lost.`,
    },
    encryption: 'Encryption',
    path: 'Path',
    direct: 'Straight to the other browser',
    relayed: 'Through a relay',
    transport: 'Transport',
    roundTrip: 'Round trip',
    loss: 'Packet loss',
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
    weak: {
      yours: () => 'Your connection is weak',
      theirs: (name: string) => `${name}'s connection is weak`,
      both: () => 'The connection is weak',
    } satisfies Record<string, (name: string) => string>,
    paused: 'Picture paused: weak connection',
    sharing: (name: string) => `${name} shares a screen`,
    youShare: 'You share your screen',
    cameraRefused: 'Your camera is blocked',
    cameraAbsent: 'No camera was found',
    cameraBusy: 'Another program uses your camera',
    cameraFailed: 'Your camera could not be opened',
    cameraSystem: 'The privacy settings of your system block your camera',
    cameraHung: 'Your camera does not answer',
    cameraSilenced: 'Your system turned your camera off.',
    soundOnly: (cause: string) => `${cause}: the call has sound only.`,
    unseen: (cause: string) => `${cause}: the other side does not see you.`,
    microphoneAbsent: 'No microphone was found: the other side does not hear you.',
    microphoneBusy: 'Another program uses your microphone: the other side does not hear you.',
    microphoneSystem:
      'The privacy settings of your system block your microphone: the other side does not hear you.',
    microphoneHung: 'Your microphone does not answer: the other side does not hear you.',
    microphoneKept:
      'The microphone that you chose could not be opened. The one before is still used.',
    microphoneSilenced: 'Your system muted your microphone.',
    microphoneFailed: 'Your microphone could not be opened: the other side does not hear you.',
    screenFailed:
      'Your screen could not be shared. Allow it in the settings of your system, and try again.',
  },
}
