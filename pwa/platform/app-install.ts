/** This page's one listener for the browser's offer; imported first, or the offer is missed. */
import { listenForInstall } from './installed/install.ts'

/** Listens since this page began: the browser offers it once, early. */
export const appInstall = listenForInstall()
