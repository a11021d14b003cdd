/** Whether this window is the installed app's. */
export function isInstalledWindow(
  page: {
    readonly matchMedia: (query: string) => { readonly matches: boolean }
    readonly navigator: object
  } = window,
): boolean {
  // An app that draws its own title bar, or fills the screen, is one as well.
  const modes = ['standalone', 'window-controls-overlay', 'fullscreen', 'minimal-ui']
  return (
    // WebKit's, on an iPhone or iPad.
    ('standalone' in page.navigator && page.navigator.standalone === true) ||
    modes.some((mode) => page.matchMedia(`(display-mode: ${mode})`).matches)
  )
}
