import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'in-memory')

/** The language's own declarations and Zod's are parsed once for all tests of a file. */
const parsed = new Map<string, ts.SourceFile>()

/** Compiles files that only exist here, as strictly as the workspace does; other modules are found from this package. */
export const typeCheck = (files: Readonly<Record<string, string>>): { errors: string[]; instantiations: number } => {
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text]))
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, directoryExists } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.directoryExists = (path) => path === folder || directoryExists?.(path) === true
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  const { getSourceFile } = host
  host.getSourceFile = (path, ...rest) => {
    const known = texts.has(path) ? undefined : parsed.get(path)
    const file = known ?? getSourceFile(path, ...rest)
    if (file !== undefined && !texts.has(path)) parsed.set(path, file)
    return file
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start, messageText } = diagnostic
    const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
    return `${file?.fileName.slice(folder.length + 1)}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
  return { errors, instantiations: program.getInstantiationCount() }
}
