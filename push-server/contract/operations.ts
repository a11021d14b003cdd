/** Every HTTP operation of the server, except the files of the built app. */
import { adminContract } from './admin-contract.ts'
import { bareContract } from './bare-contract.ts'
import { connectorContract } from './connector-contract.ts'
import { mainContract } from './main-contract.ts'
import type { Operation } from './operation.ts'
import { profileContract } from './profile-contract.ts'
import { pushContract } from './push-contract.ts'
import { ringContract } from './ring-contract.ts'
import { signInContract } from './sign-in-contract.ts'

const CONTRACTS: readonly Readonly<Record<string, Operation>>[] = [
  signInContract,
  mainContract,
  profileContract,
  ringContract,
  connectorContract,
  pushContract,
  adminContract,
  bareContract,
]

export const OPERATIONS: readonly Operation[] = CONTRACTS.flatMap((contract) =>
  Object.values(contract),
)
