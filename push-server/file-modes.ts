/** Permissions of what Peal writes: only its own user may read it. */
export const OWNER_ONLY_FILE = 0o600
export const OWNER_ONLY_FOLDER = 0o700
/** The permissions of all other users; as a umask it withholds them. */
export const OTHERS = 0o077
