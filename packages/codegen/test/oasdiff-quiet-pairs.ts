import { at, type Document, type Place, withOperation } from './diff-documents.ts'

type Schema = Readonly<Record<string, unknown>>

const text = { type: 'string' }
const object = (properties: Schema, more: Schema = {}) => ({ type: 'object', properties, ...more })
const reads = { readOnly: true }
const writes = { writeOnly: true }

/** Checks of what does not travel, or of words only: nothing that could break anybody may be reported. */
export const quietPairs: Readonly<Record<string, readonly [old: Document, next: Document]>> = {
  ...Object.fromEntries(
    (['request', 'response'] as const).flatMap((direction) =>
      (['body', 'property'] as const).flatMap((part) => {
        const place: Place = `${direction}-${part}`
        const plain = at(place, { allOf: [text] })
        const described = at(place, { allOf: [text, { description: 'Words.' }] })
        return [
          [`${place}-all-of-added-annotation-only`, [plain, described]],
          [`${place}-all-of-removed-annotation-only`, [described, plain]],
        ]
      }),
    ),
  ),
  ...Object.fromEntries(
    (
      [
        ['enum-value-removed', { enum: ['a', 'b'] }, { enum: ['a'] }],
        ['max-decreased', { type: 'integer', maximum: 9 }, { type: 'integer', maximum: 5 }],
        ['min-increased', { type: 'integer', minimum: 5 }, { type: 'integer', minimum: 9 }],
        ['exclusive-max-decreased', { type: 'integer', exclusiveMaximum: 9 }, { type: 'integer', exclusiveMaximum: 5 }],
        ['exclusive-min-increased', { type: 'integer', exclusiveMinimum: 5 }, { type: 'integer', exclusiveMinimum: 9 }],
        ['max-length-decreased', { maxLength: 9 }, { maxLength: 5 }],
      ] as const
    ).map(([suffix, old, next]) => [
      `request-read-only-property-${suffix}`,
      [
        at('request-property', { type: 'string', ...old, ...reads }),
        at('request-property', { type: 'string', ...next, ...reads }),
      ],
    ]),
  ),
  'response-write-only-property-enum-value-added': [
    at('response-property', { ...text, ...writes, enum: ['a'] }),
    at('response-property', { ...text, ...writes, enum: ['a', 'b'] }),
  ],
  ...hidden('response-optional-write-only-property-added', object({}), object({ value: { ...text, ...writes } })),
  ...hidden('response-optional-write-only-property-removed', object({ value: { ...text, ...writes } }), object({})),
  ...hidden('response-required-write-only-property-added', object({}), hiddenRequired()),
  ...hidden('response-required-write-only-property-removed', hiddenRequired(), object({})),
  ...hidden(
    'response-write-only-property-became-optional',
    hiddenRequired(),
    object({ value: { ...text, ...writes } }),
  ),
  ...hidden(
    'response-write-only-property-became-required',
    object({ value: { ...text, ...writes } }),
    hiddenRequired(),
  ),
  // What may be read may be read: that it may not be written any more is told where it is written.
  ...mark('response-optional-property-became-read-only', 'response-body', false, {}, reads),
  ...mark('response-required-property-became-read-only', 'response-body', true, {}, reads),
  ...mark('response-optional-property-became-not-read-only', 'response-body', false, reads, {}),
  ...mark('response-required-property-became-not-read-only', 'response-body', true, reads, {}),
  ...mark('request-optional-property-became-write-only', 'request-body', false, {}, writes),
  ...mark('request-required-property-became-write-only', 'request-body', true, {}, writes),
  ...mark('request-optional-property-became-not-write-only', 'request-body', false, writes, {}),
  ...mark('request-required-property-became-not-write-only', 'request-body', true, writes, {}),
  'api-schema-removed': [
    { ...withOperation({}), components: { schemas: { Unused: text } } },
    { ...withOperation({}), components: {} },
  ],
}

function hidden(id: string, old: Schema, next: Schema): Record<string, readonly [Document, Document]> {
  return { [id]: [at('response-body', old), at('response-body', next)] }
}

function hiddenRequired(): Schema {
  return object({ value: { ...text, ...writes } }, { required: ['value'] })
}

function mark(
  id: string,
  place: Place,
  isRequired: boolean,
  old: Schema,
  next: Schema,
): Record<string, readonly [Document, Document]> {
  const document = (more: Schema) =>
    at(place, object({ value: { ...text, ...more } }, isRequired ? { required: ['value'] } : {}))
  return { [id]: [document(old), document(next)] }
}
