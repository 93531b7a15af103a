import type {
  ContentModel,
  ExampleModel,
  HeaderModel,
  JsonSchema,
  ParameterModel,
  RequestBodyModel,
  ResponseModel,
} from '../model.ts'
import { complain, type LoadContext } from './context.ts'
import { isObject } from './json.ts'

type Resolved = Readonly<Record<string, unknown>>

const places = ['path', 'query', 'header', 'cookie'] as const

/** Defaults of `style` by place (OpenAPI 3.1 §4.8.12.2.1). */
const styles = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const

/** Parameters of an operation, after those of its path that it does not override. */
export const readParameters = (context: LoadContext, ...lists: readonly unknown[]): ParameterModel[] => {
  const parameters = new Map<string, ParameterModel>()
  for (const item of lists.flatMap((list) => (Array.isArray(list) ? list : []))) {
    const parameter = isObject(item) ? readParameter(context, item) : undefined
    if (parameter !== undefined) parameters.set(`${parameter.in} ${parameter.name}`, parameter)
  }
  return [...parameters.values()]
}

const readParameter = (context: LoadContext, parameter: Resolved): ParameterModel | undefined => {
  const place = places.find((candidate) => candidate === parameter.in)
  const name = parameter.name
  if (typeof name !== 'string' || place === undefined) {
    complain(context, parameter, [], `A parameter needs a name and a place: in must be one of ${places.join(', ')}.`)
    return undefined
  }
  const style = text(parameter.style) || styles[place]
  const [mediaType, content] = Object.entries(objectOr(parameter.content))[0] ?? []
  const schema = parameter.schema ?? objectOr(content).schema
  if (schema === undefined) complain(context, parameter, [], `The parameter ${name} needs a schema.`)
  if (place === 'path' && parameter.required !== true) {
    complain(context, parameter, [], `The path parameter ${name} must be required: true.`)
  }
  const example = parameter.example ?? firstExample(parameter.examples)
  return {
    name,
    in: place,
    required: parameter.required === true,
    description: text(parameter.description),
    schema: schemaOr(schema),
    style,
    explode: typeof parameter.explode === 'boolean' ? parameter.explode : style === 'form',
    allowReserved: parameter.allowReserved === true,
    ...(mediaType !== undefined && { mediaType }),
    ...(example !== undefined && { example }),
  }
}

export const readRequestBody = (body: unknown): RequestBodyModel | undefined =>
  isObject(body) && Object.keys(body).length > 0
    ? { required: body.required === true, contents: readContents(body.content) }
    : undefined

export const readResponses = (context: LoadContext, operation: Resolved): ResponseModel[] =>
  Object.entries(objectOr(operation.responses)).flatMap(([status, response]) => {
    if (!isObject(response) || status.startsWith('x-')) return []
    if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      complain(context, operation, ['responses', status], `${status} is no status: write 200, 4XX or default.`)
      return []
    }
    const contents = readContents(response.content)
    const problems = contents.find(({ mediaType }) => mediaType === 'application/problem+json')
    return [
      {
        status,
        description: text(response.description),
        headers: readHeaders(response.headers),
        contents,
        codes: problems?.examples.map(({ name }) => name) ?? [],
      },
    ]
  })

const readHeaders = (headers: unknown): HeaderModel[] =>
  Object.entries(objectOr(headers)).map(([name, value]) => {
    const header = objectOr(value)
    const example = header.example ?? firstExample(header.examples)
    return {
      name,
      required: header.required === true,
      schema: schemaOr(header.schema),
      ...(example !== undefined && { example }),
    }
  })

const readContents = (content: unknown): ContentModel[] =>
  Object.entries(objectOr(content)).map(([mediaType, value]) => {
    const media = objectOr(value)
    return {
      mediaType,
      schema: schemaOr(media.schema),
      examples: readExamples(media),
      ...(isObject(media.encoding) && { encoding: media.encoding }),
    }
  })

/** Named examples; a lone `example` is called `example`. */
export const readExamples = (media: Resolved): ExampleModel[] => {
  if (media.example !== undefined) return [{ name: 'example', summary: '', value: media.example }]
  return Object.entries(objectOr(media.examples)).map(([name, value]) => {
    const example = objectOr(value)
    return { name, summary: text(example.summary), ...('value' in example && { value: example.value }) }
  })
}

const firstExample = (examples: unknown): unknown =>
  Object.values(objectOr(examples)).flatMap((example) =>
    isObject(example) && 'value' in example ? [example.value] : [],
  )[0]

export const objectOr = (value: unknown): Resolved => (isObject(value) ? value : {})

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** `true` allows everything, as `{}` does; `false` nothing. */
const schemaOr = (schema: unknown): JsonSchema => (isObject(schema) ? schema : schema === false ? { not: {} } : {})
