import * as fc from 'fast-check'
import type { Reply } from '../backend/backend.ts'
import { problemIn } from '../backend/http-text.ts'
import { curlOf } from '../backend/sent-request.ts'
import type { Failure, PlannedCheck } from '../report/report.ts'
import { runCheck } from '../run/run-check.ts'
import type { LayerDefinition, Verification } from '../run/verification.ts'
import { requestOf, type StateValues } from '../service/request-of.ts'
import { type InteractionContract, mayAnswer, type OperationContract } from '../service/service-contract.ts'
import { type BrokenRequest, brokenRequestOf, brokenRequests, tellRecipe, validRequests } from './generated-requests.ts'

/** How many requests of each kind are generated for an operation. */
const VALID = 12
const BROKEN = 40

const ANSWERS = 'answers as documented'
const VALID_INPUTS = 'valid inputs'
const INVALID_INPUTS = 'invalid inputs'

/**
 * What a backend says is what the spec says, and nothing more: every answer of the whole run is held against closed schemas, each documented
 * outcome is asked for once, and every operation is sent generated inputs, right and wrong ones.
 */
export const conformanceLayer: LayerDefinition = {
  name: 'conformance',

  async plan({ contract }) {
    const operations = spoken(contract.operations)
    return {
      checks: operations.flatMap((operation) => {
        const success = successOf(operation)
        const check = (what: string, rule: string): PlannedCheck => ({
          layer: 'conformance',
          name: `${operation.id}: ${what}`,
          operation: operation.id,
          rule,
          source: `${contract.source}:${operation.line}`,
        })
        const { request } = contract.schemas
        return [
          ...(success !== undefined && validRequests(operation, success, request) !== undefined
            ? [check(VALID_INPUTS, 'valid-input')]
            : []),
          ...(success !== undefined && brokenRequests(operation, success, request).length > 0
            ? [check(INVALID_INPUTS, 'invalid-input')]
            : []),
          check(ANSWERS, 'documented-answer'),
        ]
      }),
      needs: operations.flatMap(({ interactions }) =>
        interactions.flatMap(({ states }) => states.map(({ name }) => name)),
      ),
    }
  },

  async run(verification, planned, tell) {
    const wanted = new Map(planned.map((check) => [check.name, check]))
    const bodies: Readonly<Record<string, CheckBody>> = {
      [VALID_INPUTS]: validInputs,
      [INVALID_INPUTS]: invalidInputs,
      [ANSWERS]: documentedAnswers,
    }
    for (const operation of spoken(verification.contract.operations)) {
      for (const [what, body] of Object.entries(bodies)) {
        const check = wanted.get(`${operation.id}: ${what}`)
        if (check !== undefined) tell(await runCheck(check, () => body(verification, operation)))
      }
    }
  },
}

type CheckBody = (verification: Verification, operation: OperationContract) => Promise<Failure | undefined>

/** Operations that open a socket say nothing over HTTP. */
const spoken = (operations: readonly OperationContract[]): readonly OperationContract[] =>
  operations.filter(({ interactions }) => interactions.length > 0)

const successOf = ({ interactions }: OperationContract): InteractionContract | undefined =>
  interactions.find(({ problem }) => problem !== true)

/** Asks for each outcome that nobody has asked for yet, and tells what was strange in any answer. */
async function documentedAnswers(
  verification: Verification,
  operation: OperationContract,
): Promise<Failure | undefined> {
  const { answers, backend, states } = verification
  const unmet: string[] = []
  for (const interaction of operation.interactions) {
    if (answers.has(operation.id, interaction.status)) continue
    const values = await states.setUp(interaction.states)
    const reply = await backend.send(requestOf(operation, interaction.request, values))
    if (!mayAnswer(interaction, reply.status)) {
      unmet.push(`${interaction.status} ${interaction.name} was asked for, and ${reply.status}${said(reply)} came.`)
    }
  }
  const strange = answers.strange(operation.id)
  const mismatches = [...strange.map(({ fault }) => fault), ...unmet]
  if (mismatches[0] === undefined) return undefined
  return { cause: mismatches[0], mismatches, ...(strange[0] && { curl: strange[0].curl }) }
}

async function validInputs(verification: Verification, operation: OperationContract): Promise<Failure | undefined> {
  const { contract } = verification
  const success = successOf(operation)
  const recipes = success && validRequests(operation, success, contract.schemas.request)
  if (success === undefined || recipes === undefined) return undefined
  const prepared = preparation(verification, operation, success)
  return explored(verification, operation, VALID_INPUTS, recipes, VALID, async (recipe) => {
    const values = await prepared()
    const reply = await verification.backend.send(requestOf(operation, recipe, values))
    const refused = reply.status >= 500 || reply.status === 429 || reply.json?.code === 'validation_failed'
    const [strange] = verification.answers.strangeIn(reply)
    if (!refused && strange === undefined) return undefined
    const input = tellRecipe(recipe, values)
    return {
      cause: refused
        ? `${operation.id} answers ${reply.status}${said(reply)} to an input that the spec allows: ${input}`
        : `${operation.id} answers ${reply.status} to an input that the spec allows, and ${strange} The input: ${input}`,
      mismatches: [],
      expected: String(success.status),
      actual: `${reply.status}${said(reply)}`,
      curl: curlOf(reply.sent),
    }
  })
}

async function invalidInputs(verification: Verification, operation: OperationContract): Promise<Failure | undefined> {
  const success = successOf(operation)
  const broken = success && brokenRequests(operation, success, verification.contract.schemas.request)
  if (success === undefined || broken === undefined || broken.length === 0) return undefined
  const prepared = preparation(verification, operation, success)
  const one = async (request: BrokenRequest): Promise<Failure | undefined> => {
    const reply = await verification.backend.send(brokenRequestOf(operation, request, await prepared()))
    const refused = reply.status >= 400 && reply.status < 500 && reply.status !== 429 && reply.status !== 401
    if (refused) return undefined
    return {
      cause: `${operation.id} answers ${reply.status}${said(reply)} although ${request.fault}; it must refuse with a 4xx problem.`,
      mismatches: [],
      expected: '422 validation_failed',
      actual: `${reply.status}${said(reply)}`,
      curl: curlOf(reply.sent),
    }
  }
  if (broken.length <= BROKEN) {
    for (const request of broken) {
      const failure = await one(request)
      if (failure !== undefined) return { ...failure, replay: replayOf(verification, operation, INVALID_INPUTS) }
    }
    return undefined
  }
  return explored(verification, operation, INVALID_INPUTS, fc.constantFrom(...broken), BROKEN, one)
}

/** Runs a property and gives the failure of the smallest input that fastcheck finds. */
async function explored<Input>(
  verification: Verification,
  operation: OperationContract,
  what: string,
  inputs: fc.Arbitrary<Input>,
  numRuns: number,
  one: (input: Input) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  let smallest: Failure | undefined
  const { error } = await fc
    .check(
      fc.asyncProperty(inputs, async (input) => {
        const failure = await one(input)
        if (failure !== undefined) smallest = failure
        return failure === undefined
      }),
      { seed: verification.seed, numRuns, maxSkipsPerRun: 1000, interruptAfterTimeLimit: 20_000 },
    )
    .then(({ errorInstance }) => ({ error: errorInstance }))
  // A provider state that fails, or a backend that is silent, is not a wrong answer to this input.
  if (error instanceof Error && smallest === undefined) throw error
  return smallest && { ...smallest, replay: replayOf(verification, operation, what) }
}

const replayOf = ({ seed, options }: Verification, { id }: OperationContract, what: string): string =>
  `concord-verify --provider ${options.provider} --base-url ${options.baseUrl} --only conformance --filter '${id}: ${what}' --seed ${seed}`

/** The values of the states, set up anew as often as the limits of the operation ask for it. */
function preparation(
  { states }: Verification,
  { rateLimit, method }: OperationContract,
  success: InteractionContract,
): () => Promise<StateValues> {
  const often = method === 'DELETE' ? 1 : Math.max(1, Math.min(20, (rateLimit?.limit ?? 20) - 1))
  let values: StateValues = {}
  let sent = 0
  return async () => {
    if (sent % often === 0) values = await states.setUp(success.states)
    sent += 1
    return values
  }
}

const said = ({ body }: Reply): string => {
  const text = problemIn(body)
  return text === undefined ? '' : ` (${text})`
}
