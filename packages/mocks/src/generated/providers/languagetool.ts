// Generated from specs/providers/languagetool.yaml by npm run generate; do not edit.
import type { CheckForm, CheckResult, Language } from './languagetool-types.ts'
import type { Call, SandboxReply } from '../../engine/call.ts'
import type { OperationEntry } from '../../engine/operation-table.ts'
import * as v from './languagetool-validators.js'

export const operations: readonly OperationEntry[] = [
  { id: 'languagetool.check', service: 'languagetool', method: 'POST', path: '/v2/check', security: [], idempotent: false, requestTypes: ['application/x-www-form-urlencoded'], bodyRequired: true, parameters: [], validate: { form: v.formCheckForm }, replies: { '200': { mediaTypes: ['application/json'], validate: v.replyCheckResult, requiredHeaders: [], examples: { doubled: { software: { name: 'LanguageTool', version: '6.6', buildDate: '2025-03-27 10:24:33 +0000', apiVersion: 1, premium: false, status: '' }, warnings: { incompleteResults: false }, language: { name: 'English (US)', code: 'en-US', detectedLanguage: { name: 'English (US)', code: 'en-US', confidence: 0.99 } }, matches: [{ message: 'Possible typo: you repeated a word', shortMessage: 'Word repetition', replacements: [{ value: 'the' }], offset: 11, length: 7, context: { text: 'Bees visit the the flowers.', offset: 11, length: 7 }, sentence: 'Bees visit the the flowers.', type: { typeName: 'Other' }, rule: { id: 'ENGLISH_WORD_REPEAT_RULE', description: 'Word repetition (e.g. \'will will\')', issueType: 'duplication', category: { id: 'MISC', name: 'Miscellaneous' } }, ignoreForIncompleteSentence: false, contextForSureMatch: 0 }] } } }, '400': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '413': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '429': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} } }, problems: {} },
  { id: 'languagetool.languages', service: 'languagetool', method: 'GET', path: '/v2/languages', security: [], idempotent: false, parameters: [], validate: {}, replies: { '200': { mediaTypes: ['application/json'], validate: v.languagetoolLanguages200, requiredHeaders: [], examples: { languages: [{ name: 'English (US)', code: 'en', longCode: 'en-US' }] } }, '429': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '500': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} }, '503': { mediaTypes: ['text/plain'], requiredHeaders: [], examples: {} } }, problems: {} },
]

/** What the service languagetool does beyond CRUD. */
export type LanguagetoolBehaviours = {
  /** Check a text */
  readonly 'languagetool.check'?: (call: Call<{ path: object; query: object; headers: object; body: CheckForm }, { 200: CheckResult; 400: string; 413: string; 429: string; 500: string; 503: string }>) => SandboxReply | Promise<SandboxReply>
  /** List the languages */
  readonly 'languagetool.languages'?: (call: Call<{ path: object; query: object; headers: object; body: undefined }, { 200: Language[]; 429: string; 500: string; 503: string }>) => SandboxReply | Promise<SandboxReply>
}
