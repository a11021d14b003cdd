/** The reader of unit tests. Newer versions of Node have a navigator with the machine's language. */
if (typeof navigator !== 'undefined') {
  Object.defineProperty(navigator, 'languages', { value: ['en-GB', 'en'], configurable: true })
}
