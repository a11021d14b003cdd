/** This page's one listener for the browser's offer; imported first, or the offer is missed. */
import { listenForInstall } from './install.ts'

export const appInstall = listenForInstall()
