/** The call window. */
export const call = {}
