import type { Match } from '../generated/providers/languagetool-types.ts'
import { randomFor } from '../world/seeded-random.ts'
import { sentencesOf, wordsOf } from './sentences.ts'

type Rule = Match['rule']

interface Finding {
  readonly at: number
  readonly length: number
  readonly replacement: string
  readonly message: string
  readonly short: string
  readonly rule: Rule
}

const misc = { id: 'MISC', name: 'Miscellaneous' }
const repeated: Rule = {
  id: 'ENGLISH_WORD_REPEAT_RULE',
  description: "Word repetition (e.g. 'will will')",
  issueType: 'duplication',
  category: misc,
}
const whitespace: Rule = {
  id: 'WHITESPACE_RULE',
  description: 'Whitespace repetition (bad formatting)',
  issueType: 'whitespace',
  category: { id: 'TYPOGRAPHY', name: 'Typography' },
}
const spelling: Rule = {
  id: 'MORFOLOGIK_RULE_EN_US',
  description: 'Possible spelling mistake',
  issueType: 'misspelling',
  category: { id: 'TYPOS', name: 'Possible Typo' },
}
const style: Rule = {
  id: 'REP_WORDY_PHRASE',
  description: 'Wordy phrase',
  issueType: 'style',
  category: { id: 'STYLE', name: 'Style' },
}

const misspelt: Readonly<Record<string, string>> = {
  teh: 'the',
  recieve: 'receive',
  seperate: 'separate',
  definately: 'definitely',
  occured: 'occurred',
  untill: 'until',
  wich: 'which',
  enviroment: 'environment',
}

/** How many hints of style a clean text gets at most. */
const mostHints = 6
/** Below that there is nothing to be wordy about. */
const fewestWords = 20

/**
 * What LanguageTool says of a text, in its order.
 *
 * @param want the seed, from which hints of style come; with `count` there are exactly so many matches, real ones first
 */
export function matchesIn(text: string, want: { readonly seed: number; readonly count: number | undefined }): Match[] {
  const real = realFindings(text)
  const random = randomFor(want.seed, `languagetool:${text}`)
  const words = wordsOf(text)
  const drawn = words.length < fewestWords ? 0 : random.integer(0, mostHints)
  const hints = Math.max(0, want.count === undefined ? drawn : want.count - real.length)
  const found = [...real.slice(0, want.count)]
  for (let index = 0; index < hints && words.length > 0; index++) found.push(hint(random.pick(words)))
  return found.sort((one, other) => one.at - other.at).map((finding) => matchOf(text, finding))
}

function realFindings(text: string): Finding[] {
  const found: Finding[] = []
  for (const twice of text.matchAll(/\b(\p{L}+)[ \t]+\1\b/giu)) {
    const message = 'Possible typo: you repeated a word'
    found.push(finding(twice, twice[1] ?? '', message, 'Word repetition', repeated))
  }
  for (const spaces of text.matchAll(/(?<=\S) {2,}(?=\S)/g)) {
    found.push(finding(spaces, ' ', 'Possible typo: you repeated a whitespace', 'Whitespace repetition', whitespace))
  }
  for (const { text: word, at } of wordsOf(text)) {
    const right = misspelt[word.toLowerCase()]
    if (right === undefined) continue
    const message = 'Possible spelling mistake found.'
    found.push({ at, length: word.length, replacement: right, message, short: 'Spelling mistake', rule: spelling })
  }
  return found
}

function finding(where: RegExpExecArray, replacement: string, message: string, short: string, rule: Rule): Finding {
  return { at: where.index, length: where[0].length, replacement, message, short, rule }
}

const hint = ({ text, at }: { readonly text: string; readonly at: number }): Finding => ({
  at,
  length: text.length,
  replacement: text,
  message: 'This phrase may be wordy. Consider a shorter one.',
  short: 'Wordy phrase',
  rule: style,
})

const around = 40

function matchOf(text: string, { at, length, replacement, message, short, rule }: Finding): Match {
  const from = Math.max(0, at - around)
  const to = Math.min(text.length, at + length + around)
  const before = from > 0 ? '...' : ''
  const sentence = sentencesOf(text).findLast((one) => one.at <= at)?.text ?? text
  return {
    message,
    shortMessage: short,
    replacements: [{ value: replacement }],
    offset: at,
    length,
    context: {
      text: `${before}${text.slice(from, to)}${to < text.length ? '...' : ''}`,
      offset: before.length + at - from,
      length,
    },
    sentence,
    type: { typeName: 'Other' },
    rule,
    ignoreForIncompleteSentence: false,
    contextForSureMatch: 0,
  }
}
