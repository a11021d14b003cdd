/** What keeps Peal from starting; its message is one line for people. */
export class StartProblem extends Error {
  override readonly name: string = 'StartProblem'
}

/** Another Peal has the folder or the database. */
export class InUse extends StartProblem {
  override readonly name = 'InUse'
}
