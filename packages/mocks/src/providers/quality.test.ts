import { describe, expect, test } from 'vitest'
import { Platform } from '../platform/platform.fixture.ts'
import type { FaultEffect } from '../world/world.ts'
import { spend } from './credits.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const prose =
  'Bees visit the flowers of the meadow in spring, and carry their pollen from one to the next until the summer ends. ' +
  'Where they are gone, fruit becomes rare, and so do the birds that live on it.'

const languagetool = (platform: Platform, fields: Record<string, string>) =>
  platform.request('POST', '/providers/languagetool/v2/check', { headers: form, body: encoded(fields) })
const gptzero = (platform: Platform, document: string) =>
  platform.post('/providers/gptzero/v2/predict/text', { document }, undefined, { 'x-api-key': 'key_1' })
const originality = (platform: Platform, content: string) =>
  platform.post('/providers/originality/api/v1/scan/ai', { content }, undefined, { 'x-oai-api-key': 'key_1' })
const copyscape = (platform: Platform, fields: Record<string, string>) =>
  platform.request('POST', '/providers/copyscape/api/', { headers: form, body: encoded(fields) })
const search = { u: 'ada', k: 'key_1', o: 'csearch', e: 'UTF-8', f: 'json', t: prose }

/** What each finds in the prose, as a number. */
const scores: Readonly<Record<string, (platform: Platform, text: string) => Promise<number>>> = {
  languagetool: async (platform, text) => (await languagetool(platform, { text, language: 'en' })).body.matches.length,
  gptzero: async (platform, text) => (await gptzero(platform, text)).body.documents[0].completely_generated_prob * 100,
  originality: async (platform, text) => (await originality(platform, text)).body.score.ai * 100,
  copyscape: async (platform, text) => 100 - (await copyscape(platform, { ...search, t: text })).body.allpercentmatched,
}

const strike = (platform: Platform, provider: string, effect: FaultEffect) =>
  platform.world.faults.add({ match: { on: 'provider', provider }, when: { kind: 'always' }, effect })

describe.each(Object.entries(scores))('the score of %s', (provider, score) => {
  test('is that of the text and the seed, whoever asks and whenever', async () => {
    const one = await score(new Platform({ seed: 7 }), prose)
    const later = new Platform({ seed: 7 })
    await score(later, `${prose} And this is something else.`)
    expect(await score(later, prose)).toBe(one)
    const seeds = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => score(new Platform({ seed }), prose)))
    expect(new Set(seeds).size).toBeGreaterThan(1)
  })

  test.each([1, 33, 77])('is %i when a rule says so', async (value) => {
    const platform = new Platform()
    strike(platform, provider, { kind: 'score', value })
    expect(await score(platform, prose)).toBeCloseTo(value)
  })
})

describe('LanguageTool', () => {
  test.each([
    ['a repeated word', 'Bees visit the the flowers.', { offset: 11, length: 7, replacements: [{ value: 'the' }] }],
    ['a repeated space', 'Bees  visit flowers.', { offset: 4, length: 2, replacements: [{ value: ' ' }] }],
    ['a misspelling', 'We recieve honey.', { offset: 3, length: 7, replacements: [{ value: 'receive' }] }],
  ])('finds %s', async (_what, text, match) => {
    const { body } = await languagetool(new Platform(), { text, language: 'en-US' })
    expect(body.matches).toMatchObject([match])
    const [{ context, offset, length }] = body.matches
    expect(context.text.slice(context.offset, context.offset + context.length)).toBe(
      text.slice(offset, offset + length),
    )
  })

  test('finds nothing in a short right sentence, and leaves disabled rules out', async () => {
    const platform = new Platform()
    expect((await languagetool(platform, { text: 'Bees visit.', language: 'en' })).body.matches).toEqual([])
    const disabled = { text: 'the the', language: 'en', disabledRules: 'ENGLISH_WORD_REPEAT_RULE' }
    expect((await languagetool(platform, disabled)).body.matches).toEqual([])
  })

  test('reads text between markup', async () => {
    const data = JSON.stringify({ annotation: [{ markup: '<b>' }, { text: 'the the' }, { markup: '</b>' }] })
    const { body } = await languagetool(new Platform(), { data, language: 'en' })
    expect(body.matches).toMatchObject([{ offset: 3, length: 7 }])
  })

  test.each<[fields: Record<string, string>, status: number, words: RegExp]>([
    [{ language: 'en' }, 400, /^Error: Missing 'text' or 'data' parameter$/],
    [{ text: 'Bees' }, 400, /^Error: Missing 'language' parameter$/],
    [{ text: 'Bees', language: 'xx' }, 400, /^Error: 'xx' is not a language code known to LanguageTool/],
    [{ data: '{', language: 'en' }, 400, /^Error: Could not parse JSON/],
    [{ text: 'a'.repeat(20_001), language: 'en' }, 413, /^Error: Your text exceeds the limit of 20000 characters/],
  ])('refuses %o with %i in plain text', async (fields, status, words) => {
    const answer = await languagetool(new Platform(), fields)
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/plain'])
    expect(answer.body).toMatch(words)
  })
})

test('what GPTZero says adds up', async () => {
  const { body } = await gptzero(new Platform(), prose)
  const [{ class_probabilities, sentences, paragraphs }] = body.documents
  const { human, ai, mixed } = class_probabilities
  expect(human + ai + mixed).toBeCloseTo(1)
  expect(sentences.map(({ sentence }: { sentence: string }) => sentence).join(' ')).toBe(prose)
  expect(paragraphs[0].num_sentences).toBe(2)
})

test('Originality.ai takes credits, and says so', async () => {
  const platform = new Platform()
  expect((await originality(platform, prose)).body).toMatchObject({ credits_used: 1, credits: 999_999 })
  expect((await originality(platform, 'word '.repeat(101))).body).toMatchObject({ credits_used: 2, credits: 999_997 })
  const key = { 'x-oai-api-key': 'key_1' }
  const { body } = await platform.request('GET', '/providers/originality/api/v1/account/credits/balance', {
    headers: key,
  })
  expect(body).toEqual({ success: true, balance: 999_997 })
  spend(platform.world, 'originality', 999_997)
  const dear = await originality(platform, prose)
  expect([dear.status, dear.body]).toEqual([402, { success: false, error: 'Not enough credits' }])
})

test('Copyscape takes money, by GET as well', async () => {
  const platform = new Platform()
  expect((await copyscape(platform, search)).body).toMatchObject({ cost: 0.03, querywords: 38 })
  const { body } = await platform.get(`/providers/copyscape/api/?${encoded({ u: 'ada', k: 'key_1', o: 'balance' })}`)
  expect(body).toEqual({ value: 9999.97, total: 333_332, today: 1 })
})

test.each<[fields: Record<string, string>, error: string]>([
  [{ ...search, u: '' }, 'Username not provided'],
  [{ ...search, k: 'invalid_1' }, 'Username or API key not correct'],
  [{ ...search, o: 'dance' }, 'Operation not recognized: dance'],
  [{ ...search, t: 'Too short.' }, 'At least 15 words are required to perform a search - you provided 2'],
])('Copyscape refuses %o with status 200 and an error', async (fields, error) => {
  const answer = await copyscape(new Platform(), fields)
  expect([answer.status, answer.body]).toEqual([200, { error }])
})
