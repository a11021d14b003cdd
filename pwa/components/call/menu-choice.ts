/** What "More" offers: it is done in the call's window, or by this function, which resolves with what to say of it. */
export type MenuChoice = 'screen' | 'devices' | 'details' | (() => Promise<string>)
