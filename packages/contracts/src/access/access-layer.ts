import type { Reply } from '../backend/backend.ts'
import { problemIn } from '../backend/http-text.ts'
import type { ProviderStates } from '../backend/provider-states.ts'
import { curlOf } from '../backend/sent-request.ts'
import type { CheckResult, Failure, PlannedCheck } from '../report/report.ts'
import { runCheck } from '../run/run-check.ts'
import type { LayerDefinition, Verification } from '../run/verification.ts'
import { requestOf, type StateValues } from '../service/request-of.ts'
import { type InteractionContract, mayAnswer, type OperationContract } from '../service/service-contract.ts'
import { type Attempt, attemptsOn, type Identities } from './attempts.ts'

const STRANGER = { name: 'a signed-in user', params: { email: 'a.stranger@example.test' } }
const EXPIRED = { name: 'an expired access token', params: {} }
const ALLOWED = 'who may'

/** An operation with the request that succeeds for whoever may call it. */
interface Guarded {
  readonly operation: OperationContract
  readonly success: InteractionContract
  readonly attempts: readonly Attempt[]
}

/**
 * Who may call what: for every operation that needs a token, whoever may call it succeeds, and everybody else is refused and changes
 * nothing. A refusal counts only beside that success, so that a 404 for another reason cannot pass.
 */
export const accessLayer: LayerDefinition = {
  name: 'access',

  async plan({ contract }) {
    const guarded = guardedOperations(contract.operations)
    return {
      checks: guarded.flatMap(({ operation, attempts }) => [
        planned(contract.source, operation, ALLOWED, 'allowed'),
        ...attempts.map(({ name, rule }) => planned(contract.source, operation, name, rule)),
      ]),
      needs: guarded.flatMap(({ success }) => [...success.states.map(({ name }) => name), STRANGER.name, EXPIRED.name]),
    }
  },

  async run(verification, wanted, tell) {
    const byName = new Map(wanted.map((check) => [check.name, check]))
    for (const guarded of guardedOperations(verification.contract.operations)) {
      await runOperation(verification, guarded, byName, tell)
    }
  },
}

function planned(source: string, { id, line }: OperationContract, who: string, rule: string): PlannedCheck {
  return { layer: 'access', name: `${id}: ${who}`, operation: id, rule, source: `${source}:${line}` }
}

/** Operations that open a socket refuse by close codes; the behaviours look at those. */
function guardedOperations(operations: readonly OperationContract[]): readonly Guarded[] {
  return operations.flatMap((operation) => {
    const success = operation.interactions.find(({ problem }) => problem !== true)
    const attempts = attemptsOn(operation)
    return success === undefined || attempts.length === 0 ? [] : [{ operation, success, attempts }]
  })
}

async function runOperation(
  verification: Verification,
  guarded: Guarded,
  byName: ReadonlyMap<string, PlannedCheck>,
  tell: (result: CheckResult) => void,
): Promise<void> {
  const { operation, attempts } = guarded
  const check = (who: string) => byName.get(`${operation.id}: ${who}`)
  const wanted = attempts.filter(({ name }) => check(name) !== undefined)
  const first = check(ALLOWED)
  if (first === undefined && wanted.length === 0) return
  let strange: Failure | undefined
  const allowed = await runCheck(first ?? planned('', operation, ALLOWED, 'allowed'), async () => {
    const values = await verification.states.setUp(guarded.success.states)
    const reply = await send(verification, guarded, values, values.access_token)
    strange = strangeFailure(verification, guarded, reply)
    return successFailure(guarded, reply)
  })
  // A status alone is no success; but whoever is refused may be refused rightly where a field is wrong.
  if (first !== undefined) tell({ ...allowed, ...(allowed.failure === undefined && strange && { failure: strange }) })
  let identities = castFor(verification, guarded)
  for (const attempt of wanted) {
    const one = check(attempt.name)
    if (one === undefined) continue
    const refused = await runCheck(one, async () =>
      allowed.failure === undefined
        ? refusalFailure(verification, guarded, attempt, await identities(attempt))
        : {
            cause: `Whoever may call it does not succeed either, so a refusal proves nothing: ${allowed.failure.cause}`,
            mismatches: [],
          },
    )
    tell(refused)
    if (refused.failure !== undefined) identities = castFor(verification, guarded)
  }
}

async function refusalFailure(
  verification: Verification,
  guarded: Guarded,
  attempt: Attempt,
  who: Identities,
): Promise<Failure | undefined> {
  const refused = await send(verification, guarded, who.allowed, attempt.token(who))
  const code = refused.json?.code
  if (refused.status !== attempt.status || code !== attempt.code) {
    const got = `${refused.status}${problemText(refused)}`
    return {
      cause: `${guarded.operation.id} answers ${got} to ${attempt.name}; it must refuse with ${attempt.status} ${attempt.code}.`,
      mismatches: [],
      expected: `${attempt.status} ${attempt.code}`,
      actual: got,
      curl: curlOf(refused.sent),
    }
  }
  const after = successFailure(guarded, await send(verification, guarded, who.allowed, who.allowed.access_token))
  return (
    after && { ...after, cause: `It refused ${attempt.name}, and yet something happened: afterwards ${after.cause}` }
  )
}

/** Who takes part in each attempt. Where reading changes nothing, the same people do; elsewhere a backend begins anew each time. */
function castFor({ states }: Verification, { operation, success }: Guarded): (attempt: Attempt) => Promise<Identities> {
  const reads = operation.method === 'GET'
  let present: Identities | undefined
  return async ({ rule }) => {
    if (rule === 'expired-token') {
      present = undefined
      return withExpired(states, success)
    }
    if (present === undefined || !reads) {
      const allowed = await states.setUp(success.states)
      present = { allowed, stranger: await states.add(STRANGER), expired: {} }
    }
    return present
  }
}

/** A token may expire because the clock of a whole backend goes on; so it does that before the others get theirs. */
async function withExpired(states: ProviderStates, success: InteractionContract): Promise<Identities> {
  const expired = await states.setUp([EXPIRED])
  const allowed: Record<string, unknown> = {}
  for (const state of success.states) Object.assign(allowed, await states.add(state))
  return { allowed, stranger: {}, expired }
}

function send(
  { backend }: Verification,
  { operation, success }: Guarded,
  values: StateValues,
  token: unknown,
): Promise<Reply> {
  const { Authorization: _own, ...headers } = success.request.headers
  const recipe = {
    ...success.request,
    headers: { ...headers, ...(token !== undefined && { Authorization: `Bearer ${String(token)}` }) },
  }
  return backend.send(requestOf(operation, recipe, values))
}

function successFailure({ operation, success }: Guarded, reply: Reply): Failure | undefined {
  if (mayAnswer(success, reply.status)) return undefined
  const got = `${reply.status}${problemText(reply)}`
  return {
    cause: `${operation.id} answers ${got} to whoever may call it, instead of ${success.status}.`,
    mismatches: [],
    expected: String(success.status),
    actual: got,
    curl: curlOf(reply.sent),
  }
}

function strangeFailure({ answers }: Verification, { operation }: Guarded, reply: Reply): Failure | undefined {
  const mismatches = answers.strangeIn(reply)
  if (mismatches.length === 0) return undefined
  return {
    cause: `${operation.id} answers ${reply.status} to whoever may call it, but not as documented: ${mismatches[0]}`,
    mismatches,
    curl: curlOf(reply.sent),
  }
}

const problemText = ({ body }: Reply): string => {
  const said = problemIn(body)
  return said === undefined ? '' : ` (${said})`
}
