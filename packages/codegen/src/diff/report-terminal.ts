import { styleText } from 'node:util'
import type { SourceLocation } from '../model.ts'
import type { Change } from './change.ts'
import { caveatOf, countsOf, type DiffReport, operationsOf, whereOf } from './diff-report.ts'
import type { Level } from './rule.ts'

const headings: Readonly<Record<Level, string>> = { breaking: 'BREAKING', warning: 'WARNINGS', safe: 'SAFE' }
const colours = { breaking: 'red', warning: 'yellow', safe: 'green' } as const

/** For people: breaking changes first, then the pacts that break, then what may break, then the rest. */
export function terminalReport(report: DiffReport, colour: boolean): string {
  const paint = (style: 'red' | 'yellow' | 'green' | 'bold' | 'dim', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const section = (level: Level): string[] => {
    const changes = report.changes.filter((change) => change.level === level)
    if (changes.length === 0) return []
    return [
      '',
      paint(colours[level], headings[level]),
      ...changes.flatMap((change) => [
        `  ${paint('bold', subjectOf(change))}`,
        `    ${change.message}`,
        paint('dim', `    ${change.rule}${placesOf(change)}`),
      ]),
    ]
  }
  const { total, broken } = report.pacts
  const pacts =
    broken.length === 0
      ? []
      : [
          '',
          paint('red', `PACTS THAT BREAK  ${broken.length} of ${total}`),
          ...broken.map(
            ({ operation, interaction, reasons }) => `  ${operation}: ${interaction}, because ${listed(reasons)}`,
          ),
        ]
  const nothing = report.changes.length === 0
  const end = nothing ? 'Nothing changed.' : `${countsOf(report)}. The bump that follows: ${report.bump}.`
  const lines = [...section('breaking'), ...pacts, ...section('warning'), ...section('safe')]
  const caveat = caveatOf(report)
  return [`${report.old} → ${report.new}`, ...lines, ...(caveat === '' ? [] : ['', caveat]), '', end].join('\n')
}

const subjectOf = (change: Change): string => {
  const operations = operationsOf(change)
  return [operations, whereOf(change)].filter((text) => text !== '').join(' · ') || 'the API'
}

const placesOf = ({ old, new: next }: Change): string => {
  const place = ({ file, line }: SourceLocation) => `${file}:${line}`
  if (old && next) return `  ${place(old)} → ${place(next)}`
  if (old) return `  was at ${place(old)}`
  return next ? `  ${place(next)}` : ''
}

/** A pact breaks once; three reasons are enough to see why. */
export const listed = (reasons: readonly string[]): string => {
  const first = reasons.slice(0, 3).join('; ')
  return reasons.length > 3 ? `${first}; and ${reasons.length - 3} more` : first
}
