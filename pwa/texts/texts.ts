/**
 * The texts of the language in use. To be taken by `import * as texts`: so each page loads the
 * sections that it names and no others.
 */
export * from './en.ts'
