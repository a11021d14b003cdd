import { isolatedName } from '../../../protocol/isolated-name.ts'

/** Somebody's name as sentences of this page have it. */
export const isolated = (name: string): string => isolatedName(name, document.dir)
