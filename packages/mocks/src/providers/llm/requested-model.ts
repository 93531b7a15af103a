import type { SandboxRequest } from '../../engine/call.ts'

/** `openai:gpt-4`: what fault rules call a request for a model. */
export function subjectOf(provider: string, { body }: SandboxRequest): string {
  if (body === undefined) return provider
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const [, model] = /"model"\s*:\s*"([^"\\]+)"/.exec(text) ?? []
  return model === undefined ? provider : `${provider}:${model}`
}
