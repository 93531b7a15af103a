// Generated from specs/providers/languagetool.yaml by npm run generate; do not edit.

/** What to check, and how. */
export interface CheckForm {
  /** The text. This or `data` is needed. */
  text?: string
  /** The text with markup, as JSON: `{"annotation": [{"text": "A "}, {"markup": "<b>"}]}`. */
  data?: string
  /** A language code, or `auto`. */
  language: string
  /** For false friends. */
  motherTongue?: string
  /** Variants for `auto`, separated by commas. */
  preferredVariants?: string
  /** Ids of rules, separated by commas. */
  enabledRules?: string
  /** Ids of rules, separated by commas. */
  disabledRules?: string
  /** Ids of categories, separated by commas. */
  enabledCategories?: string
  /** Ids of categories, separated by commas. */
  disabledCategories?: string
  /** Only the rules that are enabled by name. */
  enabledOnly?: 'true' | 'false'
  /** How strict the check is. */
  level?: 'default' | 'picky'
  /** For premium accounts. */
  username?: string
  /** For premium accounts. */
  apiKey?: string
}

/** What seems wrong with a text. */
export interface CheckResult {
  software: {
    name: string
    version: string
    buildDate: string
    apiVersion: number
    premium: boolean
    status: string
  }
  warnings: {
    incompleteResults: boolean
  }
  language: {
    name: string
    code: string
    detectedLanguage: {
      name: string
      code: string
      confidence: number
    }
  }
  matches: Match[]
}

/** A language that can be checked. */
export interface Language {
  name: string
  code: string
  longCode: string
}

/** One thing that seems wrong. */
export interface Match {
  message: string
  shortMessage: string
  replacements: {
    value: string
  }[]
  offset: number
  length: number
  context: {
    text: string
    offset: number
    length: number
  }
  sentence: string
  type: {
    typeName: string
  }
  rule: {
    id: string
    description: string
    issueType: string
    category: {
      id: string
      name: string
    }
  }
  ignoreForIncompleteSentence: boolean
  contextForSureMatch: number
}
