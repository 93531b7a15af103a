import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { complaints, specFolder } from '../../test/spec-folder.ts'
import { loadApis, loadForeign } from './load-apis.ts'

const head = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
`
const operation = `    get:
      operationId: things.list
      responses:
        '200': { description: Fine. }
`
const schemas = (yaml: string) => `${head}paths:
  /things:
${operation}components:
  schemas:
${yaml}`

interface Case {
  readonly given: Readonly<Record<string, string>>
  readonly want: readonly string[]
}

// One line of `want` for each problem: file:line:column #pointer: what is wrong.
const cases: Readonly<Record<string, Case>> = {
  'an empty directory': {
    given: { 'README.md': '' },
    want: ['specs:1:1 #: There is no spec in this directory.'],
  },
  'broken YAML': {
    given: { 'things.yaml': `${head}paths: { /things: [\n` },
    want: [
      'specs/things.yaml:4:1 #: Flow sequence in block collection must be sufficiently indented and end with a ].',
      'specs/things.yaml:4:1 #: Flow map in block collection must be sufficiently indented and end with a }.',
    ],
  },
  'a key that is there twice': {
    given: { 'things.yaml': `${head}openapi: 3.1.0\npaths: {}\n` },
    want: ['specs/things.yaml:3:1 #: Map keys must be unique.'],
  },
  'broken JSON': {
    given: { 'things.json': '{"openapi": "3.1.0",\n  "info" }' },
    want: ["specs/things.json:2:10 #: Expected ':' after property name in JSON."],
  },
  'a file that is no object': {
    given: { 'things.yaml': '- one\n' },
    want: ['specs/things.yaml:1:1 #: The file is not an OpenAPI document: its root is not an object.'],
  },
  'an unresolved alias': {
    given: { 'things.yaml': `${head}paths: *nowhere\n` },
    want: ['specs/things.yaml:3:8 #: *nowhere stands for nothing: no &nowhere comes before it.'],
  },
  'Swagger 2': {
    given: { 'things.yaml': 'swagger: "2.0"\ninfo: { title: Things, version: 1.0.0 }\n' },
    want: ['specs/things.yaml:1:1 #/openapi: Swagger 2.0 is not supported; convert the file to OpenAPI 3 first.'],
  },
  'a version to come': {
    given: { 'things.yaml': 'info: { title: Things, version: 1.0.0 }\nopenapi: 4.0.0\n' },
    want: ['specs/things.yaml:2:1 #/openapi: OpenAPI 4.0.0 is not supported; 3.0 and 3.1 are.'],
  },
  'no info': {
    given: { 'things.yaml': 'openapi: 3.1.0\npaths: {}\n' },
    want: ['specs/things.yaml:1:1 #/info: The document needs info.title and info.version.'],
  },
  'a reference to nothing': {
    given: {
      'things.yaml': schemas("    Thing: { type: object, properties: { id: { $ref: '#/components/schemas/Id' } } }\n"),
    },
    want: [
      'specs/things.yaml:11:48 #/components/schemas/Thing/properties/id/$ref: #/components/schemas/Id refers to something that does not exist in specs/things.yaml.',
    ],
  },
  'a reference to a file that is not there': {
    given: { 'things.yaml': schemas("    Thing: { $ref: 'common.yaml#/components/schemas/Id' }\n") },
    want: [
      'specs/common.yaml:1:1 #: The file cannot be read (ENOENT).',
      'specs/things.yaml:11:14 #/components/schemas/Thing/$ref: common.yaml#/components/schemas/Id cannot be followed: common.yaml cannot be read.',
    ],
  },
  'a reference to the web': {
    given: { 'things.yaml': schemas("    Thing: { $ref: 'https://example.test/thing.yaml#/Thing' }\n") },
    want: [
      'specs/things.yaml:11:14 #/components/schemas/Thing/$ref: https://example.test/thing.yaml#/Thing is outside of these files; copy what it names next to the spec and refer to the copy.',
    ],
  },
  'a reference to an anchor': {
    given: { 'things.yaml': schemas("    Thing: { $ref: '#thing' }\n") },
    want: [
      'specs/things.yaml:11:14 #/components/schemas/Thing/$ref: #thing names an anchor; only JSON pointers (#/components/…) are supported.',
    ],
  },
  'references in a circle': {
    given: {
      'things.yaml': schemas("    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n"),
    },
    want: ['specs/things.yaml:11:5 #/components/schemas/A: The schema A is defined by itself: A → B → A.'],
  },
  'a parent that is one of its children, which are all of it': {
    given: {
      'things.yaml': schemas(
        "    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }] }\n    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] }\n",
      ),
    },
    want: ['specs/things.yaml:12:5 #/components/schemas/Cat: The schema Cat is defined by itself: Cat → Pet → Cat.'],
  },
  'a response that is itself': {
    given: {
      'things.yaml': `${head}paths:
  /things:
    get:
      operationId: things.list
      responses:
        '200': { $ref: '#/components/responses/Again' }
components:
  responses:
    Again: { $ref: '#/components/responses/Again' }
`,
    },
    want: ['specs/things.yaml:11:14 #/components/responses/Again/$ref: #/components/responses/Again refers to itself.'],
  },
  'one name for two schemas': {
    given: {
      'others.yaml': schemas('    Thing: { type: string }\n').replaceAll('things', 'others'),
      'things.yaml': schemas('    Thing: { type: integer }\n'),
    },
    want: [
      'specs/things.yaml:11:5 #/components/schemas/Thing: The schema Thing is already declared, differently, at specs/others.yaml:11:5; rename one of them.',
    ],
  },
  'a schema in snake case': {
    given: { 'things.yaml': schemas('    some_thing: { type: string }\n') },
    want: [
      'specs/things.yaml:11:5 #/components/schemas/some_thing: The schema some_thing must be called in PascalCase: its name is a type in TypeScript.',
    ],
  },
  'a schema that is a word': {
    given: { 'things.yaml': schemas('    Thing: { type: object, properties: { id: integer } }\n') },
    want: ['specs/things.yaml:11:42 #/components/schemas/Thing/properties/id: Here a schema must be an object.'],
  },
  'a type that there is not': {
    given: { 'things.yaml': schemas('    Thing: { type: strin }\n') },
    want: [
      'specs/things.yaml:11:14 #/components/schemas/Thing/type: type must be one of null, boolean, object, array, number, integer, string, or a list of them, not "strin".',
    ],
  },
  'keywords with what cannot stand behind them': {
    given: {
      'things.yaml': schemas("    Thing: { type: string, pattern: '(', maxLength: -1, enum: small, required: true }\n"),
    },
    want: [
      'specs/things.yaml:11:28 #/components/schemas/Thing/pattern: pattern must be a regular expression as in JavaScript, not "(".',
      'specs/things.yaml:11:42 #/components/schemas/Thing/maxLength: maxLength must be a whole number from 0 up, not -1.',
      'specs/things.yaml:11:57 #/components/schemas/Thing/enum: enum must be a list, not "small".',
      'specs/things.yaml:11:70 #/components/schemas/Thing/required: required must be a list of names, not true.',
    ],
  },
  'a list where a map belongs': {
    given: { 'things.yaml': schemas('    Thing: { type: object, properties: [id] }\n') },
    want: [
      'specs/things.yaml:11:28 #/components/schemas/Thing/properties: Here must stand an object, each part of it a schema.',
    ],
  },
  'no operationId': {
    given: { 'things.yaml': `${head}paths:\n  /things:\n    get: { responses: { '200': { description: Fine. } } }\n` },
    want: ['specs/things.yaml:5:5 #/paths/~1things/get: GET /things needs an operationId: things.verb.'],
  },
  'an operationId of another service': {
    given: { 'things.yaml': `${head}paths:\n  /things:\n${operation.replace('things.list', 'others.list')}` },
    want: [
      'specs/things.yaml:6:7 #/paths/~1things/get/operationId: The operationId others.list must be things.verb, the verb in camelCase.',
    ],
  },
  'an operationId that is there twice': {
    given: { 'things.yaml': `${head}paths:\n  /things:\n${operation}${operation.replace('get:', 'put:')}` },
    want: ['specs/things.yaml:10:7 #/paths/~1things/put/operationId: The operationId things.list is used twice.'],
  },
  'a status that is none': {
    given: { 'things.yaml': `${head}paths:\n  /things:\n${operation.replace("'200'", "'20O'")}` },
    want: [
      'specs/things.yaml:5:5 #/paths/~1things/get: The operation things.list needs at least one response.',
      'specs/things.yaml:8:9 #/paths/~1things/get/responses/20O: 20O is no status: write 200, 4XX or default.',
    ],
  },
  'a template without its parameter': {
    given: { 'things.yaml': `${head}paths:\n  /things/{id}:\n${operation}` },
    want: [
      'specs/things.yaml:5:5 #/paths/~1things~1{id}/get: The path /things/{id} has {id}, but no path parameter of that name is declared.',
    ],
  },
  'a parameter without its template': {
    given: {
      'things.yaml': `${head}paths:\n  /things:\n    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n${operation}`,
    },
    want: ['specs/things.yaml:6:5 #/paths/~1things/get: The path parameter id does not occur in /things.'],
  },
  'a parameter in the body': {
    given: {
      'things.yaml': `${head}paths:\n  /things:\n    parameters: [{ name: id, in: body, schema: { type: string } }]\n${operation}`,
    },
    want: [
      'specs/things.yaml:5:18 #/paths/~1things/parameters/0: A parameter needs a name and a place: in must be one of path, query, header, cookie.',
    ],
  },
  'two spellings of one path': {
    given: {
      'others.yaml': `${head}paths:\n  /things/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n${operation.replace('things.list', 'others.get')}`,
      'things.yaml': `${head}paths:\n  /things/{thing}:\n    parameters: [{ name: thing, in: path, required: true, schema: { type: string } }]\n${operation.replace('get:', 'put:')}`,
    },
    want: [
      'specs/things.yaml:4:3 #/paths/~1things~1{thing}: The path /things/{thing} is already written as /things/{id}; use the same names.',
    ],
  },
  'one operation in two files': {
    given: {
      'others.yaml': `${head}paths:\n  /things:\n${operation.replace('things.list', 'others.list')}`,
      'things.yaml': `${head}paths:\n  /things:\n${operation}`,
    },
    want: ['specs/things.yaml:5:5 #/paths/~1things/get: GET /things is already an operation of another file.'],
  },
  'a security scheme that nobody declares': {
    given: { 'things.yaml': `${head}security: [{ bearer: [] }]\npaths:\n  /things:\n${operation}` },
    want: ['specs/things.yaml:6:5 #/paths/~1things/get: things.list: components.securitySchemes has no bearer.'],
  },
  'an interaction with an unknown state': {
    given: {
      'things.yaml': `${head}paths:\n  /things:\n${operation}      x-interactions: { done: { states: [{ name: a thing }] } }\n`,
    },
    want: [
      'specs/things.yaml:9:25 #/paths/~1things/get/x-interactions/done: things.list: no x-provider-states declares "a thing".',
    ],
  },
  'an interaction that names no example': {
    given: {
      'things.yaml': `${head}paths:
  /things:
    get:
      operationId: things.list
      x-interactions: { nothing: {} }
      responses:
        '200': { description: Fine., content: { application/json: { schema: {}, examples: { some: { value: 1 } } } } }
`,
    },
    want: [
      'specs/things.yaml:7:25 #/paths/~1things/get/x-interactions/nothing: things.list: the interaction nothing is no example of any response.',
    ],
  },
  'an interaction with a choice that is no list': {
    given: {
      'things.yaml': `${head}paths:\n  /things:\n${operation}      x-interactions: { done: { or: later } }\n`,
    },
    want: [
      'specs/things.yaml:9:7 #/paths/~1things/get/x-interactions: x-interactions done.or must be a list of names of success examples.',
    ],
  },
  'extensions that nobody understands': {
    given: {
      'things.yaml': `${head}paths:
  /things:
${operation}      x-access: everybody
      x-idempotency: sometimes
      x-pagination: { style: page }
      x-stream: { format: sse }
      x-rate-limit: { limit: 0, seconds: 60, by: caller }
      x-messages: { close: { soon: done } }
`,
    },
    want: [
      'specs/things.yaml:9:7 #/paths/~1things/get/x-access: x-access must be one of self, owner, admin.',
      'specs/things.yaml:10:7 #/paths/~1things/get/x-idempotency: x-idempotency must be true or false.',
      'specs/things.yaml:11:7 #/paths/~1things/get/x-pagination: x-pagination must be { style: page | cursor, items: <the property that holds the items> }.',
      'specs/things.yaml:12:7 #/paths/~1things/get/x-stream: x-stream must be { events: <schema>, format: sse | ndjson }.',
      'specs/things.yaml:13:7 #/paths/~1things/get/x-rate-limit: x-rate-limit must be { limit: <requests>, seconds: <window>, by: caller | address }.',
      'specs/things.yaml:14:7 #/paths/~1things/get/x-messages: x-messages must be { server: [<schema>], client: [<schema>], close: { <code>: <meaning> } }.',
    ],
  },
}

describe('a broken spec is refused with file, line, column, pointer and a sentence', () => {
  test.each(Object.entries(cases))('%s', (_, { given, want }) => {
    const root = specFolder(Object.fromEntries(Object.entries(given).map(([name, text]) => [`specs/${name}`, text])))
    expect(complaints(() => loadApis(join(root, 'specs')))).toEqual(want)
  })

  test('several problems are collected over all files, in the order of the files', () => {
    const root = specFolder({
      'specs/a.yaml': `${head}paths: []\n`,
      'specs/b.yaml': schemas("    B: { $ref: '#/nowhere' }\n").replaceAll('things', 'b'),
      'specs/providers/c.yaml': 'openapi: 3.1.0\n',
    })
    expect(complaints(() => loadApis(join(root, 'specs'))).map((line) => line.split(' ')[0])).toEqual([
      'specs/a.yaml:3:1',
      'specs/b.yaml:11:10',
      'specs/providers/c.yaml:1:1',
    ])
  })

  test('a file of references to itself cannot exhaust the memory', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `x-${level}: &l${level} [${Array(12)
          .fill(level === 0 ? 'lol' : `*l${level - 1}`)
          .join(', ')}]`,
    )
    const root = specFolder({ 'specs/bomb.yaml': `${head}paths: {}\n${levels.join('\n')}\n` })
    expect(complaints(() => loadApis(join(root, 'specs')))).toEqual([
      'specs/bomb.yaml:1:1 #: Excessive alias count indicates a resource exhaustion attack.',
    ])
  })

  test("a stranger's file that is not there", () => {
    expect(complaints(() => loadForeign(['/nowhere/petstore.json']))).toEqual([
      '/nowhere/petstore.json:1:1 #: The file cannot be read (ENOENT).',
    ])
  })
})
