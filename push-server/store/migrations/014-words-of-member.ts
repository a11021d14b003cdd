/** A search finds in the index alone whether a member has a further word, and need not read all their words for it. */
export const WORDS_OF_MEMBER = [
  `DROP INDEX member_word_by_member`,
  `CREATE INDEX member_word_by_member ON member_word (member_id, word)`,
]
