import type { SdkOperation } from './operation.ts'

/** A TSDoc comment. Paragraphs are separated by an empty line; empty ones are left out. */
export const docBlock = (paragraphs: readonly string[], indent = ''): string => {
  const lines = paragraphs
    .map((paragraph) => paragraph.trim().replaceAll('*/', '*\\/'))
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph, index) => [...(index > 0 && !paragraph.startsWith('@') ? [''] : []), ...paragraph.split('\n')])
  if (lines.length <= 1) return `${indent}/** ${lines[0] ?? ''} */`
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */`
}

/** What an integrator reads when hovering over a method: what it does, what it takes, how it fails, how it looks. */
export const operationDocs = (operation: SdkOperation): string[] => {
  const { summary, model, problems } = operation
  const codes = problems.map(({ status, codes }) => `${status} ${codes.map((code) => `\`${code}\``).join(', ')}`.trim())
  return [
    sentence(summary),
    model.description,
    ...operation.parameterDocs.map(({ name, description }) => `@param ${name} - ${description}`),
    ...(codes.length > 0 ? [`@throws ApiError: ${codes.join(' · ')}`] : []),
    ...(model.deprecated ? ['@deprecated'] : []),
    ...(operation.example ? [`@example\n${operation.example}`] : []),
  ]
}

/** A text as a sentence. */
export const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)
