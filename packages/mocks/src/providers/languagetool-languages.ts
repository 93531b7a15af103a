/** What can be checked, as `/v2/languages` lists it. */
export const languages: readonly { readonly name: string; readonly code: string; readonly longCode: string }[] = [
  { name: 'Dutch', code: 'nl', longCode: 'nl' },
  { name: 'English (GB)', code: 'en', longCode: 'en-GB' },
  { name: 'English (US)', code: 'en', longCode: 'en-US' },
  { name: 'French', code: 'fr', longCode: 'fr' },
  { name: 'German (Germany)', code: 'de', longCode: 'de-DE' },
  { name: 'Italian', code: 'it', longCode: 'it' },
  { name: 'Polish', code: 'pl', longCode: 'pl-PL' },
  { name: 'Portuguese (Portugal)', code: 'pt', longCode: 'pt-PT' },
  { name: 'Spanish', code: 'es', longCode: 'es' },
  { name: 'Ukrainian', code: 'uk', longCode: 'uk-UA' },
]

const american = languages[2]

/** A language by its short or long code. `auto` is always American English: nothing here reads other languages. */
export function languageOf(code: string): (typeof languages)[number] | undefined {
  if (code === 'auto' || code === 'en') return american
  return (
    languages.find((language) => language.longCode === code) ?? languages.find((language) => language.code === code)
  )
}
