/** The texts of the language in use. */
import { en } from './en.ts'

export type Texts = typeof en

export const texts: Texts = en
