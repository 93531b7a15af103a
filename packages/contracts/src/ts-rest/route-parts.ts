import {
  type ContractAnyType,
  ContractNoBody,
  type ContractNoBodyType,
  type ContractOtherResponse,
  type ContractPlainType,
  initContract,
} from '@ts-rest/core'
import * as z from 'zod'

const { otherResponse, type } = initContract()

/** A request or an answer without a body. */
export const noBody: ContractNoBodyType = ContractNoBody

/** A body that nobody looks into: a file, or a stream of events. */
export const bytes: ContractPlainType<Uint8Array | ReadableStream<Uint8Array>> = type<
  Uint8Array | ReadableStream<Uint8Array>
>()

/** An answer of another content type than `application/json`. */
export const content = <Body extends ContractAnyType>(contentType: string, body: Body): ContractOtherResponse<Body> =>
  otherResponse({ contentType, body })

/** A problem that says one of these codes. */
export const problem = <Schema extends z.ZodType, Code extends string>(
  schema: Schema,
  ...codes: readonly [Code, ...Code[]]
): ContractOtherResponse<z.ZodIntersection<Schema, z.ZodObject<{ code: z.ZodLiteral<Code> }>>> =>
  content('application/problem+json', schema.and(z.object({ code: z.literal(codes) })))

/**
 * A number or a truth value that travels as text, in a path, a query or a header. What is not written as JSON writes it stays text, and
 * the schema refuses it.
 */
export const fromText = <Value>(schema: z.ZodType<Value>): z.ZodType<Value, Value | string> =>
  z.preprocess((value: Value | string) => (typeof value === 'string' ? read(value) : value), schema)

const read = (text: string): unknown => (/^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$/.test(text) ? JSON.parse(text) : text)
