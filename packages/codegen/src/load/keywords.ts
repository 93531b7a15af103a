/** What may stand behind a keyword of JSON Schema. */
interface Rule {
  readonly says: string
  holds(value: unknown): boolean
}

const types = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']
const isType = (value: unknown): boolean => typeof value === 'string' && types.includes(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const number: Rule = { says: 'a number', holds: (value) => typeof value === 'number' }
const count: Rule = {
  says: 'a whole number from 0 up',
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
}

const rules: Readonly<Record<string, Rule>> = {
  type: {
    says: `one of ${types.join(', ')}, or a list of them`,
    holds: (value) => isType(value) || (isList(value) && value.length > 0 && value.every(isType)),
  },
  enum: { says: 'a list', holds: isList },
  required: { says: 'a list of names', holds: (value) => isList(value) && value.every(isText) },
  format: { says: 'a text', holds: isText },
  pattern: { says: 'a regular expression as in JavaScript', holds: (value) => isText(value) && isPattern(value) },
  uniqueItems: { says: 'true or false', holds: (value) => typeof value === 'boolean' },
  multipleOf: { says: 'a number above 0', holds: (value) => typeof value === 'number' && value > 0 },
  ...Object.fromEntries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name) => [name, number])),
  ...Object.fromEntries(
    ['Length', 'Items', 'Properties', 'Contains'].flatMap((name) => [
      [`min${name}`, count],
      [`max${name}`, count],
    ]),
  ),
}

/** The keywords of one schema whose value cannot stand there, with a sentence for each. What is inside of it is not looked at. */
export function wrongKeywords(schema: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const rule = Object.hasOwn(rules, keyword) ? rules[keyword] : undefined
    if (rule === undefined || rule.holds(value)) return []
    return [[keyword, `${keyword} must be ${rule.says}, not ${JSON.stringify(value)}.`] as const]
  })
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') !== undefined
  } catch {
    return false
  }
}
