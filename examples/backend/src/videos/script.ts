import { AllProvidersFailed, type LanguageModels, type Prompt } from '../jobs/language-models.ts'
import type { VideoRow } from './videos.ts'

const mostAttempts = 3

/**
 * Has written what is said in a video.
 *
 * @throws AllProvidersFailed also when a model answers, but again and again with nothing
 */
export async function writeScript(models: LanguageModels, video: VideoRow, signal: AbortSignal): Promise<string> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const text = (await models.answer(promptFor(video), signal)).trim()
    if (text !== '') return text
  }
  throw new AllProvidersFailed('The language models answer with nothing.')
}

const promptFor = ({ niche, language, title, topic, duration_seconds }: VideoRow): Prompt => ({
  system: `You write what is said in videos about ${niche}, in the language "${language}".`,
  question: [
    `Write the script of a video of ${duration_seconds} seconds, to be read aloud like an article.`,
    `Topic: ${topic}`,
    `Title: ${title}`,
  ].join('\n'),
})
