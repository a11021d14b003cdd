/// <reference types="vite/client" />

declare module 'virtual:icon-sprite' {
  /** Address of the file of all icons; a symbol each. */
  const address: string
  export default address
}
