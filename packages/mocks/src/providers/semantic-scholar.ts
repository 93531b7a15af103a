import type { SandboxRequest } from '../engine/call.ts'
import type { Face } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { operations, type SemanticScholarBehaviours } from '../generated/providers/semanticScholar.ts'
import type { Paper } from '../generated/providers/semanticScholar-types.ts'
import type { Row } from '../world/store.ts'
import type { World } from '../world/world.ts'
import { isGoodKey } from './api-keys.ts'
import { fieldOf, jsonErrors } from './json-errors.ts'
import { paperAt, papersAbout } from './papers.ts'

const knownFields: ReadonlySet<string> = new Set([
  'paperId',
  'title',
  'abstract',
  'year',
  'venue',
  'url',
  'citationCount',
  'referenceCount',
  'influentialCitationCount',
  'isOpenAccess',
  'publicationDate',
  'externalIds',
  'authors',
])

const behaviours: SemanticScholarBehaviours = {
  'semanticScholar.searchPapers': (call) => {
    const { query, offset = 0, limit = 10, year } = call.query
    const fields = fieldsOf(call, call.query.fields)
    const found = papersAbout(call.world.seed, query).filter(isOf(year))
    const page = found.slice(offset, offset + limit)
    for (const paper of page) remember(call.world, paper, query)
    const next = offset + limit
    return call.reply(200, {
      total: found.length,
      offset,
      ...(next < found.length && { next }),
      data: page.map((paper) => only(paper, fields)),
    })
  },
  'semanticScholar.getPaper': (call) => {
    const id = call.path.paper_id
    const fields = fieldsOf(call, call.query.fields)
    const known = finds(call.world).get(id)
    if (known === undefined) {
      throw call.problem('paper_not_found', { extra: { message: `Paper with id ${id} not found` } })
    }
    return call.reply(200, only(paperAt(call.world.seed, known.query, known.rank), fields))
  },
}

/** Semantic Scholar, as far as papers are found with it. */
export const semanticScholarFace: Face = {
  name: 'semantic-scholar',
  prefix: '/providers/semantic-scholar',
  services: [{ name: 'semantic-scholar', operations, behaviours }],
  authenticate: () => ({ userId: 0, role: 'account', claims: {} }),
  admit,
  renderProblem: jsonErrors((message, { status, errors }) => {
    if (status === 429) return { message, code: '429' }
    const missing = errors?.find(({ type }) => type === 'required')
    if (missing !== undefined) return { error: `Missing required parameter: ${fieldOf(missing)}` }
    // What the graph never sees is refused by what stands before it.
    return status === 400 || status === 404 ? { error: message } : { message }
  }),
}

/** A key is not needed, but if there is one it must be good. */
function admit(_world: World, { headers }: SandboxRequest): void {
  if (!isGoodKey(headers['x-api-key'] ?? '')) throw new ProblemError('token_invalid')
}

function fieldsOf(call: { problem(code: string, options: object): Error }, given = 'title'): readonly string[] {
  const fields = given.split(',').map((field) => field.trim().split('.', 1)[0] as string)
  const unknown = fields.filter((field) => !knownFields.has(field))
  if (unknown.length > 0) {
    const message = `Unrecognized or unsupported fields: [${unknown.join(', ')}]`
    throw call.problem('field_unknown', { extra: { message } })
  }
  return ['paperId', ...fields]
}

function only(paper: Required<Paper>, fields: readonly string[]): Paper {
  return {
    paperId: paper.paperId,
    ...Object.fromEntries(Object.entries(paper).filter(([name]) => fields.includes(name))),
  }
}

/** `2019`, `2019-2023`, `2019-`, `-2023`. */
function isOf(years: string | undefined): (paper: Required<Paper>) => boolean {
  if (years === undefined) return () => true
  const [from = '', to = from] = years.split('-')
  return ({ year }) => year >= Number(from || 0) && year <= Number(to || 9999)
}

interface Find extends Row {
  readonly id: string
  readonly query: string
  readonly rank: number
}

const finds = (world: World) => world.store.collection<Find>('semantic-scholar.papers')

/** An id tells nothing of the paper, so what was shown is kept to be read later. */
function remember(world: World, { paperId: id }: Required<Paper>, query: string): void {
  if (finds(world).get(id) !== undefined) return
  const rank = papersAbout(world.seed, query).findIndex(({ paperId }) => paperId === id)
  finds(world).insert({ id, query, rank })
}
