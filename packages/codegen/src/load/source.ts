import { resolve } from 'node:path'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { SourceLocation } from '../model.ts'
import { isObject } from './json.ts'
import { type ProblemList, SpecError } from './spec-error.ts'
import { disk, type SpecFiles } from './spec-files.ts'

/** One file as it was written: its value, and where each part of it stands. */
export interface Source {
  readonly absolutePath: string
  /** How messages and headers call the file. */
  readonly label: string
  readonly value: Readonly<Record<string, unknown>>
  /** True for OpenAPI 3.0 and its older dialect of JSON Schema. */
  readonly is30: boolean
  /** The place of a JSON pointer, or of its nearest ancestor that exists. */
  locate(pointer: string): SourceLocation
}

/** Reads files once each, and remembers them by their absolute path. */
export class Sources {
  readonly #sources = new Map<string, Source>()
  readonly #label: (absolutePath: string) => string
  readonly #problems: ProblemList
  readonly #files: SpecFiles
  readonly #parsed: ParsedTexts

  constructor(
    label: (absolutePath: string) => string,
    problems: ProblemList,
    files: SpecFiles = disk,
    parsed: ParsedTexts = new Map(),
  ) {
    this.#label = label
    this.#problems = problems
    this.#files = files
    this.#parsed = parsed
  }

  /** @throws SpecError when the file cannot be read or parsed */
  read(path: string): Source {
    const absolutePath = resolve(path)
    let source = this.#sources.get(absolutePath)
    if (source === undefined) {
      source = this.#open(absolutePath, this.#label(absolutePath))
      this.#sources.set(absolutePath, source)
    }
    return source
  }

  #open(absolutePath: string, label: string): Source {
    const start: SourceLocation = { file: label, line: 1, column: 1, pointer: '' }
    let text: string
    try {
      text = this.#files.read(absolutePath)
    } catch (error) {
      throw new SpecError([{ location: start, message: `The file cannot be read (${errorCode(error)}).` }])
    }
    const isJson = absolutePath.endsWith('.json')
    const known = this.#parsed.get(text)
    const parsed = known?.isJson === isJson ? known : parseText(text, isJson, label)
    this.#parsed.set(text, parsed)
    return sourceOf(parsed, absolutePath, label, this.#problems)
  }
}

interface Parsed {
  readonly document: Document
  readonly lines: LineCounter
}

interface ParsedText {
  readonly isJson: boolean
  readonly value: unknown
  /** The tree that knows where things stand. */
  parse(): Parsed
  /** Whether the tree has been made already. */
  readonly tree: Parsed | undefined
}

/** Texts that have been parsed: two versions of the specs have most of them in common. */
export type ParsedTexts = Map<string, ParsedText>

const parseText = (text: string, isJson: boolean, label: string): ParsedText => {
  let parsed: Parsed | undefined
  const parse = () => {
    if (parsed === undefined) {
      const lines = new LineCounter()
      // Versions 1.1 and 1.2 of YAML differ in what `no` and `1_000` mean; 1.2 is what OpenAPI asks for, plus merge keys.
      parsed = {
        document: parseDocument(text, { version: '1.2', merge: true, lineCounter: lines, prettyErrors: false }),
        lines,
      }
    }
    return parsed
  }
  const value = isJson ? parseJson(text, label) : parseYaml(parse(), label)
  return {
    isJson,
    value,
    parse,
    get tree() {
      return parsed
    },
  }
}

const sourceOf = (
  { value, parse, tree }: ParsedText,
  absolutePath: string,
  label: string,
  problems: ProblemList,
): Source => {
  if (!isObject(value)) {
    throw new SpecError([
      {
        location: { file: label, line: 1, column: 1, pointer: '' },
        message: 'The file is not an OpenAPI document: its root is not an object.',
      },
    ])
  }
  const version = value.openapi
  const source: Source = {
    absolutePath,
    label,
    value,
    is30: typeof version === 'string' && version.startsWith('3.0'),
    locate: (pointer) => {
      const place = () => {
        const { document, lines } = parse()
        return lines.linePos(offsetOf(document, pointer))
      }
      // Every operation and schema has a place, hardly any is ever asked for, and a big file takes seconds to parse.
      return {
        file: label,
        pointer,
        get line() {
          return Math.max(place().line, 1)
        },
        get column() {
          return Math.max(place().col, 1)
        },
      }
    },
  }
  for (const warning of tree?.document.warnings ?? []) {
    const { line, col } = parse().lines.linePos(warning.pos[0])
    problems.add({ file: label, line, column: col, pointer: '' }, sentence(warning.message))
  }
  return source
}

/** JSON is YAML, but its own parser is a hundred times quicker, and a stranger's spec may have ten megabytes. */
const parseJson = (text: string, label: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? []
    const location = { file: label, line: Number(line ?? 1), column: Number(column ?? 1), pointer: '' }
    throw new SpecError([
      { location, message: sentence(message.replace(/ \(line .*/, '').replace(/ at position \d+/, '')) },
    ])
  }
}

const parseYaml = ({ document, lines }: Parsed, label: string): unknown => {
  const at = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset)
    return { file: label, line: Math.max(line, 1), column: Math.max(col, 1), pointer: '' }
  }
  if (document.errors.length > 0) {
    throw new SpecError(
      document.errors.map((error) => ({ location: at(error.pos[0]), message: sentence(error.message) })),
    )
  }
  try {
    // The limit stops a "billion laughs" file; our own specs repeat their headers by alias some hundreds of times.
    return document.toJS({ maxAliasCount: 100_000 })
  } catch (error) {
    refuseAliases(document, at)
    throw new SpecError([{ location: at(0), message: sentence(String(error)) }])
  }
}

const refuseAliases = (document: Document, at: (offset: number) => SourceLocation): void => {
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return
      const message = `*${alias.source} stands for nothing: no &${alias.source} comes before it.`
      throw new SpecError([{ location: at(alias.range?.[0] ?? 0), message }])
    },
  })
}

const offsetOf = (document: Document, pointer: string): number => {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const step of pointerSteps(pointer)) {
    const child = childOf(document, follow(document, node), step)
    if (child === undefined) break
    offset = child.offset ?? offset
    node = child.node
  }
  return offset
}

const childOf = (
  document: Document,
  node: unknown,
  step: string,
): { node: unknown; offset: number | undefined } | undefined => {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined ? undefined : { node: item, offset: isNode(item) ? item.range?.[0] : undefined }
  }
  if (!isMap(node)) return undefined
  for (const pair of node.items) {
    if (isPair(pair) && isScalar(pair.key) && String(pair.key.value) === step) {
      return { node: pair.value, offset: pair.key.range?.[0] }
    }
  }
  for (const pair of node.items) {
    if (!isScalar(pair.key) || pair.key.source !== '<<') continue
    const merged = follow(document, pair.value)
    for (const origin of isSeq(merged) ? merged.items : [merged]) {
      const child = childOf(document, follow(document, origin), step)
      if (child !== undefined) return child
    }
  }
  return undefined
}

const follow = (document: Document, node: unknown): Node | undefined => {
  let current = node
  while (isAlias(current)) current = current.resolve(document)
  return isNode(current) ? current : undefined
}

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export const pointerSteps = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** One step deeper. */
export const childPointer = (pointer: string, step: string | number): string =>
  `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`

const errorCode = (error: unknown): string =>
  isObject(error) && typeof error.code === 'string'
    ? error.code
    : error instanceof Error
      ? error.message
      : String(error)

const sentence = (message: string): string => {
  const text = message.replace(/^\w*Error: /, '').trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}
