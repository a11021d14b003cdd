/** The language that a member chose (null: the browser's), and the one that a device's pushes are written in. */
export const LANGUAGE = [
  `ALTER TABLE member ADD COLUMN language TEXT`,
  `ALTER TABLE subscription ADD COLUMN language TEXT`,
]
