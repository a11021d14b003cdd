/** What "More" offers. */
export type MenuChoice = 'screen' | 'devices' | 'full' | 'float' | 'details'
