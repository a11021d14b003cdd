/** URL-safe base64 without padding: how keys and ids are written in the protocol. */
export function base64Url(bytes: ArrayBuffer | Uint8Array): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** An opaque id for calls, legs and intents: 128 random bits as URL-safe base64. */
export function randomId(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(16)))
}
