/** The incoming-call dialog and screen. */
export const incoming = {}
