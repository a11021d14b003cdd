/** Where the rows are: in the file of a data folder, or in a database of PostgreSQL. */
export type DatabasePlace =
  | { readonly engine: 'sqlite'; readonly file: string }
  /** The address holds a password: it is for nobody's eyes. */
  | { readonly engine: 'postgres'; readonly url: string }
