import type { SchemaRule } from '../src/diff/schema-rules.ts'

type Schema = Readonly<Record<string, unknown>>

/** Two schemas and the rule that tells them apart; where the directions differ, the rule of each. */
export type SchemaPair = readonly [
  old: Schema,
  next: Schema,
  kind: SchemaRule | { request: SchemaRule; response: SchemaRule },
]

const text = { type: 'string' }
const whole = { type: 'integer' }
const list = { type: 'array', items: text }
const object = { type: 'object' }
const holding = (bounds: Schema) => ({ ...list, contains: { const: 'a' }, ...bounds })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const pets = { oneOf: [ref('Cat'), ref('Dog')] }
const told = (discriminator: Schema) => ({ ...pets, discriminator })
const mapped = (mapping: Record<string, string>) => told({ propertyName: 'kind', mapping })
const condition = { if: { required: ['a'] } }
const demand = { required: ['b'] }
// The linter takes an object that has a `then` for a promise.
const then = Object.fromEntries([['then', demand]])

/** What stands after `request-body-`, `response-property-` and so on in the id of a check. */
export const schemaPairs: Readonly<Record<string, SchemaPair>> = {
  'type-changed': [whole, { type: 'boolean' }, 'type-changed'],
  'type-generalized': [whole, { type: 'number' }, 'type-widened'],
  'type-specialized': [{ type: 'number' }, whole, 'type-narrowed'],
  'list-of-types-widened': [
    { type: ['integer', 'boolean'] },
    { type: ['integer', 'boolean', 'object'] },
    'type-widened',
  ],
  'list-of-types-narrowed': [
    { type: ['integer', 'boolean', 'object'] },
    { type: ['integer', 'boolean'] },
    'type-narrowed',
  ],
  'became-nullable': [text, { type: ['string', 'null'] }, 'became-nullable'],
  'became-not-nullable': [{ type: ['string', 'null'] }, text, 'became-not-nullable'],
  'became-enum': [text, { ...text, enum: ['a', 'b'] }, 'enum-added'],
  'enum-value-added': [{ ...text, enum: ['a'] }, { ...text, enum: ['a', 'b'] }, 'enum-value-added'],
  'enum-value-removed': [{ ...text, enum: ['a', 'b'] }, { ...text, enum: ['a'] }, 'enum-value-removed'],
  'x-extensible-enum-value-removed': [
    { ...text, 'x-extensible-enum': ['a', 'b'] },
    { ...text, 'x-extensible-enum': ['a'] },
    'enum-value-removed',
  ],
  'const-added': [text, { ...text, const: 'a' }, 'enum-added'],
  'const-removed': [{ ...text, const: 'a' }, text, 'enum-removed'],
  'const-changed': [
    { ...text, const: 'a' },
    { ...text, const: 'b' },
    { request: 'enum-value-removed', response: 'enum-value-added' },
  ],
  'max-set': [whole, { ...whole, maximum: 5 }, 'bound-tightened'],
  'max-decreased': [{ ...whole, maximum: 9 }, { ...whole, maximum: 5 }, 'bound-tightened'],
  'max-increased': [{ ...whole, maximum: 5 }, { ...whole, maximum: 9 }, 'bound-loosened'],
  'min-set': [whole, { ...whole, minimum: 5 }, 'bound-tightened'],
  'min-increased': [{ ...whole, minimum: 5 }, { ...whole, minimum: 9 }, 'bound-tightened'],
  'min-decreased': [{ ...whole, minimum: 9 }, { ...whole, minimum: 5 }, 'bound-loosened'],
  'exclusive-max-set': [whole, { ...whole, exclusiveMaximum: 5 }, 'bound-tightened'],
  'exclusive-max-decreased': [{ ...whole, exclusiveMaximum: 9 }, { ...whole, exclusiveMaximum: 5 }, 'bound-tightened'],
  'exclusive-max-increased': [{ ...whole, exclusiveMaximum: 5 }, { ...whole, exclusiveMaximum: 9 }, 'bound-loosened'],
  'exclusive-min-set': [whole, { ...whole, exclusiveMinimum: 5 }, 'bound-tightened'],
  'exclusive-min-increased': [{ ...whole, exclusiveMinimum: 5 }, { ...whole, exclusiveMinimum: 9 }, 'bound-tightened'],
  'exclusive-min-decreased': [{ ...whole, exclusiveMinimum: 9 }, { ...whole, exclusiveMinimum: 5 }, 'bound-loosened'],
  'max-length-set': [text, { ...text, maxLength: 5 }, 'bound-tightened'],
  'max-length-unset': [{ ...text, maxLength: 5 }, text, 'bound-loosened'],
  'max-length-decreased': [{ ...text, maxLength: 9 }, { ...text, maxLength: 5 }, 'bound-tightened'],
  'max-length-increased': [{ ...text, maxLength: 5 }, { ...text, maxLength: 9 }, 'bound-loosened'],
  'min-length-increased': [{ ...text, minLength: 5 }, { ...text, minLength: 9 }, 'bound-tightened'],
  'min-length-decreased': [{ ...text, minLength: 9 }, { ...text, minLength: 5 }, 'bound-loosened'],
  'max-items-decreased': [{ ...list, maxItems: 9 }, { ...list, maxItems: 5 }, 'bound-tightened'],
  'max-items-increased': [{ ...list, maxItems: 5 }, { ...list, maxItems: 9 }, 'bound-loosened'],
  'min-items-set': [list, { ...list, minItems: 5 }, 'bound-tightened'],
  'min-items-unset': [{ ...list, minItems: 5 }, list, 'bound-loosened'],
  'min-items-increased': [{ ...list, minItems: 5 }, { ...list, minItems: 9 }, 'bound-tightened'],
  'min-items-decreased': [{ ...list, minItems: 9 }, { ...list, minItems: 5 }, 'bound-loosened'],
  'min-contains-increased': [holding({ minContains: 2 }), holding({ minContains: 3 }), 'bound-tightened'],
  'min-contains-decreased': [holding({ minContains: 3 }), holding({ minContains: 2 }), 'bound-loosened'],
  'max-contains-increased': [holding({ maxContains: 2 }), holding({ maxContains: 3 }), 'bound-loosened'],
  'max-contains-decreased': [holding({ maxContains: 3 }), holding({ maxContains: 2 }), 'bound-tightened'],
  'contains-added': [list, holding({}), 'constraint-tightened'],
  'contains-removed': [holding({}), list, 'constraint-loosened'],
  'pattern-added': [text, { ...text, pattern: '^a' }, 'pattern-added'],
  'pattern-removed': [{ ...text, pattern: '^a' }, text, 'pattern-removed'],
  'pattern-changed': [{ ...text, pattern: '^a' }, { ...text, pattern: '^b' }, 'pattern-changed'],
  'pattern-generalized': [{ ...text, pattern: '^a' }, { ...text, pattern: '.*' }, 'pattern-removed'],
  'default-value-added': [text, { ...text, default: 'a' }, 'default-added'],
  'default-value-changed': [{ ...text, default: 'a' }, { ...text, default: 'b' }, 'default-changed'],
  'default-value-removed': [{ ...text, default: 'a' }, text, 'default-removed'],
  'any-of-added': [{ anyOf: [ref('Cat')] }, { anyOf: [ref('Cat'), ref('Dog')] }, 'variant-added'],
  'any-of-removed': [{ anyOf: [ref('Cat'), ref('Dog')] }, { anyOf: [ref('Cat')] }, 'variant-removed'],
  'one-of-added': [pets, { oneOf: [...pets.oneOf, ref('Bird')] }, 'variant-added'],
  'one-of-removed': [{ oneOf: [...pets.oneOf, ref('Bird')] }, pets, 'variant-removed'],
  'wrapped-in-one-of': [ref('Cat'), pets, 'variant-added'],
  'all-of-added': [{ allOf: [ref('Cat')] }, { allOf: [ref('Cat'), demand] }, 'property-became-required'],
  'all-of-removed': [{ allOf: [ref('Cat'), demand] }, { allOf: [ref('Cat')] }, 'property-became-optional'],
  'discriminator-added': [pets, told({ propertyName: 'kind' }), 'discriminator-added'],
  'discriminator-removed': [told({ propertyName: 'kind' }), pets, 'discriminator-removed'],
  'discriminator-property-name-changed': [
    told({ propertyName: 'kind' }),
    told({ propertyName: 'species' }),
    'discriminator-changed',
  ],
  'discriminator-mapping-added': [
    mapped({ cat: 'Cat' }),
    mapped({ cat: 'Cat', dog: 'Dog' }),
    'discriminator-tag-added',
  ],
  'discriminator-mapping-deleted': [
    mapped({ cat: 'Cat', dog: 'Dog' }),
    mapped({ cat: 'Cat' }),
    'discriminator-tag-removed',
  ],
  'discriminator-mapping-changed': [mapped({ cat: 'Cat' }), mapped({ cat: 'Dog' }), 'discriminator-changed'],
  'prefix-items-added': [list, { ...list, prefixItems: [{ const: 'a' }] }, 'constraint-tightened'],
  'prefix-items-removed': [{ ...list, prefixItems: [{ const: 'a' }] }, list, 'constraint-loosened'],
  'if-added': [{ ...object, ...then }, { ...object, ...condition, ...then }, 'constraint-tightened'],
  'if-removed': [{ ...object, ...condition, ...then }, { ...object, ...then }, 'constraint-loosened'],
  'then-added': [{ ...object, ...condition }, { ...object, ...condition, ...then }, 'constraint-tightened'],
  'then-removed': [{ ...object, ...condition, ...then }, { ...object, ...condition }, 'constraint-loosened'],
  'else-added': [{ ...object, ...condition }, { ...object, ...condition, else: demand }, 'constraint-tightened'],
  'else-removed': [{ ...object, ...condition, else: demand }, { ...object, ...condition }, 'constraint-loosened'],
  'dependent-required-added': [object, { ...object, dependentRequired: { a: ['b'] } }, 'constraint-tightened'],
  'dependent-required-removed': [{ ...object, dependentRequired: { a: ['b'] } }, object, 'constraint-loosened'],
  'dependent-required-changed': [
    { ...object, dependentRequired: { a: ['b'] } },
    { ...object, dependentRequired: { a: ['b', 'c'] } },
    'constraint-tightened',
  ],
  'dependent-schema-added': [object, { ...object, dependentSchemas: { a: demand } }, 'constraint-tightened'],
  'dependent-schema-removed': [{ ...object, dependentSchemas: { a: demand } }, object, 'constraint-loosened'],
  'pattern-property-added': [object, { ...object, patternProperties: { '^x-': text } }, 'constraint-tightened'],
  'pattern-property-removed': [{ ...object, patternProperties: { '^x-': text } }, object, 'constraint-loosened'],
  'property-names-added': [object, { ...object, propertyNames: { pattern: '^a' } }, 'constraint-tightened'],
  'property-names-removed': [{ ...object, propertyNames: { pattern: '^a' } }, object, 'constraint-loosened'],
  'unevaluated-items-added': [list, { ...list, unevaluatedItems: false }, 'constraint-tightened'],
  'unevaluated-items-removed': [{ ...list, unevaluatedItems: false }, list, 'constraint-loosened'],
  'unevaluated-properties-added': [object, { ...object, unevaluatedProperties: false }, 'properties-closed'],
  'unevaluated-properties-removed': [{ ...object, unevaluatedProperties: false }, object, 'properties-opened'],
  'content-schema-added': [
    { ...text, contentMediaType: 'application/json' },
    { ...text, contentMediaType: 'application/json', contentSchema: object },
    'constraint-tightened',
  ],
  'content-schema-removed': [
    { ...text, contentMediaType: 'application/json', contentSchema: object },
    { ...text, contentMediaType: 'application/json' },
    'constraint-loosened',
  ],
  'content-media-type-changed': [
    { ...text, contentMediaType: 'text/html' },
    { ...text, contentMediaType: 'text/plain' },
    'content-changed',
  ],
  'content-encoding-changed': [
    { ...text, contentEncoding: 'base64' },
    { ...text, contentEncoding: 'base32' },
    'content-changed',
  ],
}

/** Those that only a property has: it is deprecated by itself, wherever its schema stands. */
export const propertyPairs: Readonly<Record<string, SchemaPair>> = {
  deprecated: [text, { ...text, deprecated: true }, 'deprecated'],
  'deprecated-with-sunset': [text, { ...text, deprecated: true, 'x-sunset': '2027-01-01' }, 'deprecated'],
  reactivated: [{ ...text, deprecated: true }, text, 'undeprecated'],
}
