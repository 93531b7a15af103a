import { z } from 'zod'
import { type Route, route } from './route.ts'
import { listOf } from './schemas.ts'

const PreparedReply = z
  .strictObject({
    content: z.string().optional().meta({ description: 'What it says; JSON is a text too.' }),
    calls: z
      .array(z.strictObject({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) }))
      .readonly()
      .optional()
      .meta({ description: 'Functions that it asks to be called.' }),
  })
  .meta({ id: 'PreparedReply' })

const ReplyMatch = z
  .strictObject({
    provider: z.string().optional(),
    model: z.string().min(1).optional(),
    contains: z.string().min(1).optional().meta({ description: 'In what was asked last; capitals do not matter.' }),
    times: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'How often it is given, 1 if nothing is said; 0 is for ever.' }),
  })
  .meta({ id: 'ReplyMatch', description: 'Every part that is given must fit.' })

const says = ({ content, calls = [] }: z.infer<typeof PreparedReply>) => content !== undefined || calls.length > 0

const ReplyRequest = z
  .strictObject({
    reply: z
      .union(
        [z.string(), PreparedReply.refine(says, 'a reply has content, calls, or both')],
        'a text, or an object with content, calls, or both',
      )
      .meta({ description: 'A text stands for its content.' }),
    match: ReplyMatch.extend({
      provider: z.enum(['openai', 'anthropic', 'ollama', 'perplexity']).optional(),
    }).default({}),
  })
  .meta({ id: 'ReplyRequest' })

const WaitingReply = z
  .object({
    id: z.int().min(1),
    reply: PreparedReply,
    match: ReplyMatch,
    left: z.int().nullable().meta({ description: 'How often it will still be given; null is for ever.' }),
  })
  .meta({ id: 'WaitingReply' })

/** What the language models say. */
export const llmRoutes: readonly Route[] = [
  route({
    id: 'llm.replies.list',
    method: 'get',
    path: '/llm/replies',
    tag: 'llm',
    summary: 'List the replies that wait to be given, in their order',
    answer: listOf(WaitingReply),
    handle: ({ controls }) => ({ items: controls.llm.waiting }),
  }),
  route({
    id: 'llm.replies.add',
    method: 'post',
    path: '/llm/replies',
    tag: 'llm',
    summary: 'Say what a language model answers next',
    description: 'Replies are given in the order in which they came: each request takes the first one that fits.',
    body: ReplyRequest,
    status: 201,
    answer: WaitingReply,
    problems: [422],
    handle: ({ controls }, { body }) => controls.llm.reply(body.reply, body.match),
  }),
  route({
    id: 'llm.replies.clear',
    method: 'delete',
    path: '/llm/replies',
    tag: 'llm',
    summary: 'Take back all replies that were not given yet',
    handle({ controls }) {
      controls.llm.forget()
      return undefined
    },
  }),
]
