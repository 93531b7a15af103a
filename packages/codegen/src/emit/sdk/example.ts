import type { OperationModel } from '../../model.ts'
import { propertyKey, quote } from '../../names.ts'

/** A call with the values of the spec's first example. */
export const exampleCall = (
  operation: OperationModel,
  target: string,
  kind: 'await' | 'pages' | 'stream' | 'socket',
): string => {
  const values = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ example }) => literal(example))
  const [content] = operation.requestBody?.contents ?? []
  if (content) {
    const [example] = content.examples
    if (example?.value === undefined && operation.requestBody?.required) return ''
    if (example?.value !== undefined) values.push(literal(example.value))
  }
  if (values.includes('undefined')) return ''
  const required = operation.parameters.filter((parameter) => parameter.in === 'query' && parameter.required)
  if (required.some(({ example }) => example === undefined)) return ''
  if (required.length > 0)
    values.push(literal(Object.fromEntries(required.map(({ name, example }) => [name, example]))))
  const call = `concord.${target}(${values.join(', ')})`
  if (call.length > 400) return ''
  return kind === 'await' || kind === 'socket'
    ? `await ${call}`
    : `for await (const ${kind === 'pages' ? 'item' : 'event'} of ${call}) …`
}

const literal = (value: unknown): string => {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, member]) => `${propertyKey(name)}: ${literal(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
