/** The systems whose settings of notifications differ enough to be explained apart. */
export type SystemFamily = 'windows' | 'mac' | 'linux' | 'chromeos' | 'android' | 'ios' | 'other'

export interface SystemNavigator {
  readonly userAgent: string
  readonly maxTouchPoints: number
}

/** Which system this is, to explain where its settings are; never to decide what it can. */
export function systemFamily({ userAgent, maxTouchPoints }: SystemNavigator): SystemFamily {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  // No Mac has a touch screen.
  if (userAgent.includes('Macintosh')) return maxTouchPoints > 1 ? 'ios' : 'mac'
  if (userAgent.includes('Android')) return 'android'
  if (userAgent.includes('Windows')) return 'windows'
  if (userAgent.includes('CrOS')) return 'chromeos'
  return /Linux|X11/.test(userAgent) ? 'linux' : 'other'
}
