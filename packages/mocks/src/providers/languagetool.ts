import type { SandboxReply } from '../engine/call.ts'
import type { Face, ProblemDescription } from '../engine/face.ts'
import { ProblemError } from '../engine/problems.ts'
import { type LanguagetoolBehaviours, operations } from '../generated/providers/languagetool.ts'
import { messageOf } from './json-errors.ts'
import { languageOf, languages } from './languagetool-languages.ts'
import { matchesIn } from './languagetool-matches.ts'
import { steeredScore } from './steered-score.ts'

const longest = 20_000

const behaviours: LanguagetoolBehaviours = {
  'languagetool.check': (call) => {
    const { language: code, disabledRules = '' } = call.body
    const text = call.body.text ?? plainText(call.body.data)
    if (text === undefined) throw refusal(400, "Missing 'text' or 'data' parameter")
    if (text.length > longest) {
      const reason = `Your text exceeds the limit of ${longest} characters (it has ${text.length} characters).`
      throw refusal(413, `${reason} Please submit a shorter text.`)
    }
    const language = languageOf(code)
    if (language === undefined) {
      const known = languages.map(({ longCode }) => longCode).join(', ')
      throw refusal(
        400,
        `'${code}' is not a language code known to LanguageTool. Supported language codes are: ${known}.`,
      )
    }
    const { name, longCode } = language
    const disabled = new Set(disabledRules.split(','))
    const matches = matchesIn(text, { seed: call.world.seed, count: steeredScore(call.request) })
    return call.reply(200, {
      software: {
        name: 'LanguageTool',
        version: '6.6',
        buildDate: '2025-03-27 10:24:33 +0000',
        apiVersion: 1,
        premium: false,
        status: '',
      },
      warnings: { incompleteResults: false },
      language: {
        name,
        code: longCode,
        detectedLanguage: { name, code: longCode, confidence: 0.99 },
      },
      matches: matches.filter(({ rule }) => !disabled.has(rule.id)),
    })
  },
  'languagetool.languages': (call) => call.reply(200, [...languages]),
}

/** LanguageTool, as far as a text is checked with it. */
export const languagetoolFace: Face = {
  name: 'languagetool',
  prefix: '/providers/languagetool',
  services: [{ name: 'languagetool', operations, behaviours }],
  authenticate: () => ({ userId: 0, role: 'account', claims: {} }),
  renderProblem,
}

function refusal(status: number, detail: string): ProblemError {
  return new ProblemError('refused', { detail }, { status })
}

/** What stands between the markup; nothing when it cannot be read. */
function plainText(data: string | undefined): string | undefined {
  if (data === undefined) return undefined
  try {
    const { text, annotation } = JSON.parse(data) as { text?: unknown; annotation?: unknown }
    if (typeof text === 'string') return text
    if (!Array.isArray(annotation)) throw new Error('neither')
    return annotation
      .map((part: { text?: string; markup?: string }) => part.text ?? ' '.repeat(part.markup?.length ?? 0))
      .join('')
  } catch {
    throw refusal(400, "Could not parse JSON of the 'data' parameter: it needs 'text' or 'annotation'")
  }
}

/** Plain text, and 400 for whatever is wrong with a request. */
function renderProblem(problem: ProblemDescription): SandboxReply {
  const missing = problem.errors?.find(({ type }) => type === 'required')
  const words =
    missing === undefined ? messageOf(problem) : `Missing '${missing.loc.slice(1).join('.') || 'text'}' parameter`
  const status = problem.status === 422 || problem.status === 415 ? 400 : problem.status
  return {
    status,
    headers: { ...problem.headers, 'content-type': 'text/plain' },
    body: `Error: ${words}`,
  }
}
