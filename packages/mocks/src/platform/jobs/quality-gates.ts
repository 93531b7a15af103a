import type { Answer as CopyscapeAnswer } from '../../generated/providers/copyscape-types.ts'
import type { Prediction } from '../../generated/providers/gptzero-types.ts'
import type { CheckResult } from '../../generated/providers/languagetool-types.ts'
import type { Scan } from '../../generated/providers/originality-types.ts'
import type { World } from '../../world/world.ts'
import { askProvider } from './quality-client.ts'

/** What the checks found. A score is null when nobody could check. */
export interface Verdict {
  readonly passed: boolean
  /** 100 means no error. */
  readonly grammar: number | null
  /** Uniqueness in per cent. */
  readonly uniqueness: number | null
  /** How machine-made the text looks. */
  readonly machine: number | null
  /** What could not be checked, in words. */
  readonly unchecked: readonly string[]
}

const mostGrammarErrors = 10
const leastUniqueness = 85
const mostMachine = 55

/** Asks the checking providers about a text that was just written. An API that errors is no pass: its score is null. */
export async function inspect(world: World, text: string): Promise<Verdict> {
  const errors = await grammarErrors(world, text)
  const uniqueness = await uniquenessOf(world, text)
  const machine = (await gptzero(world, text)) ?? (await originality(world, text))
  return {
    passed:
      (errors ?? 0) <= mostGrammarErrors && (uniqueness ?? 100) >= leastUniqueness && (machine ?? 0) <= mostMachine,
    grammar: errors === null ? null : Math.max(0, 100 - errors),
    uniqueness,
    machine,
    unchecked: [
      ...(errors === null ? ['grammar'] : []),
      ...(uniqueness === null ? ['uniqueness'] : []),
      ...(machine === null ? ['AI detection'] : []),
    ],
  }
}

async function grammarErrors(world: World, text: string): Promise<number | null> {
  const form = { text, language: 'en-US' }
  const result = await askProvider<CheckResult>(world, 'languagetool', '/v2/check', { form })
  return result?.matches.length ?? null
}

async function uniquenessOf(world: World, text: string): Promise<number | null> {
  const form = { u: 'concord', k: 'key_concord', o: 'csearch', e: 'UTF-8', f: 'json', t: text }
  const result = await askProvider<CopyscapeAnswer>(world, 'copyscape', '/api/', { form })
  // What it refuses comes with status 200.
  return result === null || !('result' in result) ? null : 100 - (result.allpercentmatched ?? 0)
}

async function gptzero(world: World, text: string): Promise<number | null> {
  const headers = { 'x-api-key': 'key_concord' }
  const json = { document: text, multilingual: false }
  const result = await askProvider<Prediction>(world, 'gptzero', '/v2/predict/text', { headers, json })
  return inPercent(result?.documents[0]?.completely_generated_prob)
}

async function originality(world: World, text: string): Promise<number | null> {
  const headers = { 'x-oai-api-key': 'key_concord' }
  const json = { content: text, aiModelVersion: '1', storeScan: 'false' }
  const result = await askProvider<Scan>(world, 'originality', '/api/v1/scan/ai', { headers, json })
  return inPercent(result?.score.ai)
}

const inPercent = (share: number | undefined): number | null => (share === undefined ? null : Math.round(share * 100))
