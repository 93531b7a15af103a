import { z } from 'zod'
import { fault } from '../faults.ts'
import type { Settings } from '../settings.ts'
import { seconds } from '../storage/clock.ts'

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

const patience = 60 * seconds

/** Asks those who check texts. One that errors is no pass: its score is null, and the section says so. */
export async function inspect(settings: Settings, text: string): Promise<Verdict> {
  const [errors, uniqueness, machine] = await Promise.all([
    grammarErrors(settings, text),
    uniquenessOf(settings, text),
    gptzero(settings, text).then((score) => score ?? originality(settings, text)),
  ])
  return {
    passed:
      (errors ?? 0) <= mostGrammarErrors && (uniqueness ?? 100) >= leastUniqueness && (machine ?? 0) <= mostMachine,
    grammar: errors === null ? null : Math.max(0, 100 - errors),
    uniqueness,
    machine,
    unchecked: fault('failed-check-counts-as-pass')
      ? []
      : [
          ...(errors === null ? ['grammar'] : []),
          ...(uniqueness === null ? ['uniqueness'] : []),
          ...(machine === null ? ['AI detection'] : []),
        ],
  }
}

async function grammarErrors({ providersUrl }: Settings, text: string): Promise<number | null> {
  const body = new URLSearchParams({ text, language: 'auto' })
  const result = await ask(`${providersUrl}/providers/languagetool/v2/check`, { body }, LanguageTool)
  return result?.matches.length ?? null
}

async function uniquenessOf({ providersUrl }: Settings, text: string): Promise<number | null> {
  const body = new URLSearchParams({ u: 'tesigo', k: 'tesigo', o: 'csearch', e: 'UTF-8', f: 'json', t: text })
  // What Copyscape refuses comes with status 200 and an error.
  const result = await ask(`${providersUrl}/providers/copyscape/api/`, { body }, Copyscape)
  return result === null ? null : 100 - (result.allpercentmatched ?? 0)
}

async function gptzero({ providersUrl }: Settings, text: string): Promise<number | null> {
  const question = json({ 'x-api-key': 'tesigo' }, { document: text, multilingual: false })
  const result = await ask(`${providersUrl}/providers/gptzero/v2/predict/text`, question, GptZero)
  return inPercent(result?.documents[0]?.completely_generated_prob)
}

async function originality({ providersUrl }: Settings, text: string): Promise<number | null> {
  const question = json({ 'x-oai-api-key': 'tesigo' }, { content: text, aiModelVersion: '1', storeScan: 'false' })
  const result = await ask(`${providersUrl}/providers/originality/api/v1/scan/ai`, question, Originality)
  return inPercent(result?.score.ai)
}

const json = (headers: Record<string, string>, body: object): RequestInit => ({
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Null when it refused, failed, said nothing that can be read, or took too long. */
async function ask<Result>(url: string, question: RequestInit, schema: z.ZodType<Result>): Promise<Result | null> {
  try {
    const answer = await fetch(url, { method: 'POST', ...question, signal: AbortSignal.timeout(patience) })
    const result = schema.safeParse(answer.ok ? await answer.json() : undefined)
    return result.success ? result.data : null
  } catch {
    return null
  }
}

const inPercent = (share: number | undefined): number | null => (share === undefined ? null : Math.round(share * 100))

const LanguageTool = z.object({ matches: z.array(z.unknown()) })
const Copyscape = z.object({
  result: z.unknown(),
  allpercentmatched: z.number().optional(),
  error: z.undefined().optional(),
})
const GptZero = z.object({ documents: z.array(z.object({ completely_generated_prob: z.number() })) })
const Originality = z.object({ score: z.object({ ai: z.number() }) })
