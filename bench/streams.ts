// Many streamed completions at once: whether any of them stands still because of the others.

export interface Stall {
  readonly streams: number
  /** The longest gap between two chunks of a stream that is alone, in milliseconds. */
  readonly alone: number
  /** The same of whichever of all streams waited longest. */
  readonly together: number
}

const streams = 200

const completion = JSON.stringify({
  model: 'gpt-3.5-turbo',
  stream: true,
  max_tokens: 60,
  messages: [{ role: 'user', content: 'Tell me of bees.' }],
})

/** Reads a stream to its end. The first token is waited for longest, and is no gap. */
async function longestGap(origin: string): Promise<number> {
  const response = await fetch(`${origin}/providers/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-bench', 'content-type': 'application/json' },
    body: completion,
  })
  const decoder = new TextDecoder()
  const arrivals: number[] = []
  let end = ''
  for await (const chunk of response.body ?? []) {
    arrivals.push(performance.now())
    end = decoder.decode(chunk)
  }
  if (!end.includes('[DONE]')) throw new Error('A stream broke off.')
  const [, , ...later] = arrivals
  return Math.max(...later.map((at, index) => at - (arrivals[index + 1] ?? at)))
}

/** One stream, then all of them, against a server whose clock runs. */
export async function stalls(origin: string): Promise<Stall> {
  await longestGap(origin)
  const alone = await longestGap(origin)
  const together = Math.max(...(await Promise.all(Array.from({ length: streams }, () => longestGap(origin)))))
  return { streams, alone, together }
}
