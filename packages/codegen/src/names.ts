/**
 * How things of a spec are called in TypeScript. All of it is a pure function of the names in the spec: adding an
 * operation never renames another.
 */

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/**
 * A name as a type is called. Words that the name writes together stay as they are.
 *
 * @example
 * pascal('documents.create') // 'DocumentsCreate'
 * pascal('payment_intent.succeeded') // 'PaymentIntentSucceeded'
 */
export const pascal = (name: string): string => {
  const joined = words(name)
    .map((word) => capitalise(isShouted(word) ? word.toLowerCase() : word))
    .join('')
  if (joined === '') return 'Unnamed'
  return /^\d/.test(joined) ? `N${joined}` : joined
}

/**
 * A name as a value or a method is called.
 *
 * @example
 * camel('create-payment_intent') // 'createPaymentIntent'
 */
export const camel = (name: string): string => {
  const joined = pascal(name)
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

/** `URL` in `download URL` is a word like any other; one letter alone is no shout. */
const isShouted = (word: string): boolean => word.length > 1 && word === word.toUpperCase() && /[A-Z]/.test(word)

/**
 * The stem of everything that is generated for an operation.
 *
 * @example
 * operationTypeName('payments.createIntent') // 'PaymentsCreateIntent'
 */
export const operationTypeName = (operationId: string): string => pascal(operationId)

/** The type of an operation's documented problems: `DocumentsCreateProblem`. */
export const problemTypeName = (operationId: string): string => `${operationTypeName(operationId)}Problem`

/** The interface of a service's methods: `DocumentsResource`. */
export const resourceTypeName = (service: string): string => `${pascal(service)}Resource`

/** The interface of a service's behaviours: `DocumentsBehaviours`. */
export const behavioursTypeName = (service: string): string => `${pascal(service)}Behaviours`

/** The Zod schema of a named schema: `DocumentSchema`. */
export const schemaConstantName = (typeName: string): string => `${typeName}Schema`

/**
 * The verb of an operation of a stranger's spec: from its operationId where it has one, else from method and path.
 *
 * @example
 * operationVerb('GET', '/pets/{petId}') // 'getPetsByPetId'
 * operationVerb('GET', '/orgs/{org}/repos', 'repos/list-for-org') // 'reposListForOrg'
 */
export const operationVerb = (method: string, path: string, operationId?: unknown): string => {
  if (typeof operationId === 'string' && words(operationId).length > 0) return camel(operationId)
  const steps = path.split('/').map((step) => step.replace(/\{([^}]+)\}/g, ' by $1 '))
  return camel([method.toLowerCase(), ...steps].join(' '))
}

/** Words that cannot name a variable or function of a module. */
const reservedWords: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
)

/** Types that every module already knows; a schema of that name would hide them. */
const globalTypes: ReadonlySet<string> = new Set(
  `Array ArrayBuffer Blob Boolean Buffer Date Error Event Exclude Extract File FormData Function Headers Infinity Iterable Map
  NaN NonNullable Number Object Omit Partial Pick Promise Proxy Readonly Record RegExp Request Required Response Set String
  Symbol URL Uint8Array WeakMap WeakSet any bigint boolean never null number object string symbol undefined unknown
  void`.split(/\s+/),
)

/**
 * A name that may stand as a variable or function of a module.
 *
 * @example
 * identifier('delete') // 'delete_'
 */
export const identifier = (name: string): string => (reservedWords.has(name) ? `${name}_` : name)

/**
 * A name as a property of an object literal or type: quoted only where it must be.
 *
 * @example
 * propertyKey('download_url') // 'download_url'
 * propertyKey('X-Request-ID') // "'X-Request-ID'"
 */
export const propertyKey = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : quote(name)

/** A TypeScript string literal in single quotes. */
export const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/**
 * TypeScript names for schema names. A name that is fit already stays; others are made fit; where two would be the same
 * (or differ only in case, which no file system and no reader can tell apart), all but the first in code-point order get
 * a number.
 *
 * @example
 * typeNames(['payment_intent', 'Document', 'Date']) // Document → Document, Date → DateModel, payment_intent → PaymentIntent
 */
export const typeNames = (schemaNames: Iterable<string>): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const schemaName of [...schemaNames].sort()) {
    const fit = /^[A-Z][A-Za-z0-9]*$/.test(schemaName) ? schemaName : pascal(schemaName)
    const stem = globalTypes.has(fit) ? `${fit}Model` : fit
    let name = stem
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}${count}`
    taken.add(name.toLowerCase())
    names.set(schemaName, name)
  }
  return names
}
