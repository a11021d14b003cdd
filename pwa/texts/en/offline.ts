/** The offline bar. */
export const offline = {}
