/** Names of the caches and databases that hold a member's data in this browser profile. */

/** Prefix of all caches with a member's data. */
export const MEMBER_CACHE_PREFIX = 'peal-member-'
/** Responses of the API that can be read offline. */
export const API_CACHE = `${MEMBER_CACHE_PREFIX}api`
export const PHOTO_CACHE = `${MEMBER_CACHE_PREFIX}photos`
/** Which member owns the other caches. */
export const OWNER_CACHE = `${MEMBER_CACHE_PREFIX}owner`

/** The object store of marks that were made offline. */
export const MARKS_DATABASE = 'peal-marks'
/** What the worker knows of each caller's calls, and of the server's clock. */
export const RINGS_DATABASE = 'peal-rings'
/** Answers that were pressed on a notification, for the windows that they open. */
export const PRESSED_CACHE = `${MEMBER_CACHE_PREFIX}pressed`

/** Header of cached responses: when the network gave it, ms since 1970. */
export const CACHED_AT_HEADER = 'x-peal-cached-at'
