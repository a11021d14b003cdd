/**
 * The texts of a push that the browser shows without Peal's worker (Declarative Web Push). They stay true
 * after the ring has ended, since nothing removes them.
 */
export const pushTexts = {
  ring: {
    title: (caller: string) => `${caller} is calling you`,
    body: 'Open to answer, or to see that the call was missed.',
  },
  over: {
    title: (caller: string) => `${caller} called you`,
    body: 'The call is over.',
  },
  missed: {
    title: (caller: string, count: number) =>
      count > 1 ? `${count} missed calls from ${caller}` : `Missed call from ${caller}`,
    body: 'Open to see when.',
  },
  test: { title: 'Test ring', body: 'So a call is shown here.' },
  echo: { title: 'Peal is set up here', body: 'You will be told of calls.' },
}
