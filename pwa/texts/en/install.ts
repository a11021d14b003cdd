/** Installing Peal, and new versions of it. */
export const install = {}
