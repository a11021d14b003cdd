/** The offline bar. */
export const offline = {
  /** The browser has no network. */
  noNetwork: 'Offline.',
  /** It has one, and the server does not answer. */
  noServer: 'Peal cannot reach its server.',
  /** Requests are answered, and sockets are not opened. */
  noSockets: 'This server’s proxy does not pass on WebSockets.',
  noSocketsText: 'No call can ring until whoever runs the server has mended that.',
  knew: (time: string) => `This is what Peal knew at ${time}.`,
  marks: 'What you mark is sent when the network is back.',
  waiting: (count: number) =>
    count === 1
      ? 'One mark is sent when the network is back.'
      : `${count} marks are sent when the network is back.`,
  tryNow: 'Try now',
  trying: 'Trying…',
}
