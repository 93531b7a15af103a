import type { Model } from '../generated/providers/openai-types.ts'

interface KnownModel {
  readonly id: string
  /** What answers under this name. */
  readonly snapshot: string
  /** Unix seconds. */
  readonly created: number
  /** The most tokens that it reads. */
  readonly context: number
  /** The length of its vectors; absent for models that write. */
  readonly dimensions?: number
}

const known: readonly KnownModel[] = [
  { id: 'gpt-4', snapshot: 'gpt-4-0613', created: 1687882411, context: 8_192 },
  { id: 'gpt-4-turbo', snapshot: 'gpt-4-turbo-2024-04-09', created: 1712361441, context: 128_000 },
  { id: 'gpt-3.5-turbo', snapshot: 'gpt-3.5-turbo-0125', created: 1677610602, context: 16_385 },
  { id: 'gpt-4o', snapshot: 'gpt-4o-2024-08-06', created: 1715367049, context: 128_000 },
  { id: 'gpt-4o-mini', snapshot: 'gpt-4o-mini-2024-07-18', created: 1721172741, context: 128_000 },
  { id: 'gpt-4.1', snapshot: 'gpt-4.1-2025-04-14', created: 1744316542, context: 1_047_576 },
  { id: 'gpt-4.1-mini', snapshot: 'gpt-4.1-mini-2025-04-14', created: 1744318173, context: 1_047_576 },
  {
    id: 'text-embedding-3-small',
    snapshot: 'text-embedding-3-small',
    created: 1705948997,
    context: 8_192,
    dimensions: 1_536,
  },
  {
    id: 'text-embedding-3-large',
    snapshot: 'text-embedding-3-large',
    created: 1705953180,
    context: 8_192,
    dimensions: 3_072,
  },
  {
    id: 'text-embedding-ada-002',
    snapshot: 'text-embedding-ada-002-v2',
    created: 1671217299,
    context: 8_192,
    dimensions: 1_536,
  },
]

/** The model of a name, or of the name of what answers under it. */
export const findModel = (name: string): KnownModel | undefined =>
  known.find(({ id, snapshot }) => id === name || snapshot === name)

/** All models as OpenAI lists them. */
export const allModels = (): Model[] => known.map(modelOf)

export const modelOf = ({ id, created }: KnownModel): Model => ({ id, object: 'model', created, owned_by: 'openai' })
