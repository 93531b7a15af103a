import type { OperationModel, ResponseModel } from '../../model.ts'
import { quote } from '../../names.ts'
import { flag, isJson, type Traits, type TypeWriter } from './parts.ts'

/** The problems of one status. */
export interface SdkProblem {
  readonly status: string
  readonly codes: readonly string[]
  readonly body: string
}

/** How one problem's type is written. */
export const problemType = (id: string, { status, codes, body }: SdkProblem): string =>
  `ApiError<${quote(id)}, ${/^\d+$/.test(status) ? status : 'number'}, ${codes.length > 0 ? codes.map(quote).join(' | ') : 'string'}, ${body}>`

/** What an operation documents besides success. */
export const problemsOf = (model: OperationModel, writer: TypeWriter): SdkProblem[] =>
  model.responses
    .filter(({ status }) => /^[45]|^default$/.test(status))
    .map(({ status, codes, contents }) => {
      const schema = contents.find(({ mediaType }) => isJson(mediaType))?.schema
      return { status, codes: [...codes], body: schema ? writer.write(schema, 'response') : 'unknown' }
    })

/** What a call gives when it succeeds. */
export interface SdkResult extends Traits {
  readonly type: string
}

/** The value of a call, and what the SDK must know to read it. */
export const resultOf = (model: OperationModel, writer: TypeWriter): SdkResult => {
  const { type, reader, empty } = successOf(model, writer)
  return {
    type,
    flags: (empty ? flag.empty : 0) + (givesTokens(model, writer) ? flag.signsIn : 0),
    features: reader ? [reader] : [],
    imports: reader ? [['../../http/readers.ts', reader]] : [],
  }
}

interface Success {
  readonly type: string
  /** What reads it, where it is not JSON. */
  readonly reader?: 'blob' | 'text' | 'location'
  /** Some success has no body, with another status than 204. */
  readonly empty: boolean
}

const successOf = (model: OperationModel, writer: TypeWriter): Success => {
  const successes = model.responses.filter(({ status }) => /^2/.test(status))
  const contents = successes.flatMap((response) => response.contents)
  if (successes.length === 0 && model.responses.some(({ status }) => /^3/.test(status)))
    return { type: 'string', reader: 'location', empty: false }
  const empty = successes.some((response) => response.contents.length === 0 && !/^20[45]$/.test(response.status))
  const bodiless = successes.some((response) => response.contents.length === 0)
  const json = contents.filter(({ mediaType }) => isJson(mediaType))
  const types = new Set(json.map(({ schema }) => writer.write(schema, 'response')))
  if (json.length === 0 && contents.length > 0) {
    return contents.every(({ mediaType }) => mediaType.startsWith('text/'))
      ? { type: 'string', reader: 'text', empty }
      : { type: 'Blob', reader: 'blob', empty }
  }
  if (types.size === 0) return { type: 'void', empty }
  return { type: [...types, ...(bodiless ? ['undefined'] : [])].join(' | '), empty }
}

/** Whether a success carries a pair of tokens. That, and no list of names, makes an operation a sign-in. */
export const givesTokens = ({ responses }: OperationModel, writer: TypeWriter): boolean =>
  responses.some(
    ({ status, contents }: ResponseModel) =>
      status.startsWith('2') &&
      contents.some(({ schema }) => {
        const properties = writer.propertiesOf(schema)
        return 'access_token' in properties && 'refresh_token' in properties
      }),
  )
