/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Install Peal',
  newVersion: 'A new version of Peal is here.',
  reload: 'Reload',
  updating: 'Updating…',
  later: 'Later',
}
