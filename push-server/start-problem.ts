/** What keeps Peal from starting; its message is one line for people. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}
