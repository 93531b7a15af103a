import type { ModelList } from '../generated/providers/ollama-types.ts'

interface KnownModel {
  readonly name: string
  readonly size: number
  readonly digest: string
  readonly family: string
  readonly parameters: string
  /** The length of its vectors. */
  readonly dimensions: number
}

const known: readonly KnownModel[] = [
  {
    name: 'llama3.1:8b',
    size: 4_920_753_328,
    digest: '46e0c10c039e019119339687c3c1757cc81b9da49709a3b3924863ba87ca666e',
    family: 'llama',
    parameters: '8.0B',
    dimensions: 4_096,
  },
  {
    name: 'llama3.1:latest',
    size: 4_920_753_328,
    digest: '46e0c10c039e019119339687c3c1757cc81b9da49709a3b3924863ba87ca666e',
    family: 'llama',
    parameters: '8.0B',
    dimensions: 4_096,
  },
  {
    name: 'llava:latest',
    size: 4_733_363_377,
    digest: '8dd30f6b0cb19f555f2c7a7ebda861449ea2cc76bf1f44e262931f45fc81d081',
    family: 'llama',
    parameters: '7B',
    dimensions: 4_096,
  },
  {
    name: 'nomic-embed-text:latest',
    size: 274_302_450,
    digest: '0a109f422b47e3a30ba2b10eca18548e944e8a23073ee3f3e947efcf3c45e59f',
    family: 'nomic-bert',
    parameters: '137M',
    dimensions: 768,
  },
]

/** The model of a name; one without a tag is the latest. */
export const findModel = (name: string): KnownModel | undefined => {
  const tagged = name.includes(':') ? name : `${name}:latest`
  return known.find((model) => model.name === tagged)
}

/** All models as Ollama lists them. */
export const allModels = (): ModelList['models'] =>
  known.map(({ name, size, digest, family, parameters }) => ({
    name,
    model: name,
    modified_at: '2025-11-01T09:00:00.000Z',
    size,
    digest,
    details: {
      parent_model: '',
      format: 'gguf',
      family,
      families: [family],
      parameter_size: parameters,
      quantization_level: 'Q4_K_M',
    },
  }))
