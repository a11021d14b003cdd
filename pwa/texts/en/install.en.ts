/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Install Peal',
  refused: 'This browser did not ask whether to install Peal. Its own menu may offer it.',
  newVersion: 'A new version of Peal is here.',
  reload: 'Reload',
  updating: 'Updating…',
  later: 'Later',
}
